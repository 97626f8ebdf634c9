// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/kernelized_rpe_params.h"
#include "core/attention/linear_attention.h"
#include "core/attention/rpe_panels.h"
#include "core/base/number_text.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_work.h"
#include "core/contest/contests.h"
#include "core/contest/text_task.h"
#include "core/contest/trainers.h"
#include "core/ssm/figure_parts.h"

#include <Eigen/QR>

#include <algorithm>

namespace kaba {
namespace {

constexpr IntParam kTrainingSteps = contest::stepsParam(800);

constexpr IntParam kTokens = [] {
    IntParam tokens = tokensParam(4096, 256);
    tokens.min = 32;
    return tokens;
}();
constexpr IntParam kDimHere = [] {
    IntParam dim = kDim;
    dim.min = 4;
    dim.max = 64;
    dim.initial = 16;
    dim.enabledWhen = nullptr;
    return dim;
}();
constexpr IntParam kFeatureCount = [] {
    IntParam count = budgetParam(256, 64);
    count.label = {"Features m", "特徴の数 m"};
    count.min = 4;
    count.help = {"Random features that stand for the exponential.",
                  "指数関数の代わりとなるランダム特徴の数です。"};
    return count;
}();
constexpr RealParam kNorm{
    .id = "norm",
    .label = {"Length R", "長さ R"},
    .min = 0.25,
    .max = 4,
    .initial = 1.5,
    .scale = Scale::Log,
    .help = {"Of every query and key before they are normalised.", "正規化する前のクエリとキーの長さです。"},
};
constexpr FlagParam kNormaliseHere = [] {
    FlagParam normalise = kRpeNormalise;
    normalise.label = {"Normalise queries and keys", "クエリとキーを正規化"};
    return normalise;
}();
constexpr ChoiceParam kFeaturesHere = [] {
    ChoiceParam features = kRpeFeatures;
    features.label = {"Random directions", "乱数の方向"};
    return features;
}();
/// In the order of BiasShape.
constexpr Option kShapeOptions[] = {
    {"power", {"−α|δ|^γ", "−α|δ|^γ"}},
    {"buckets", {"Buckets, as in T5", "T5 式のバケット"}},
    {"periodic", {"Periodic", "周期的"}},
    {"drawn", {"Drawn by hand", "手描き"}},
};
constexpr ChoiceParam kShape{
    .id = "bias",
    .label = {"Bias by offset", "位置の差のバイアス"},
    .options = kShapeOptions,
    .help = {"What is added to the logit of a query and a key δ tokens further on.",
             "クエリから δ 個先のキーとのロジットに加える値です。"},
};
template <BiasShape shape>
bool takes(const ParameterSet& values)
{
    return values.as<BiasShape>(kShape) == shape;
}
constexpr RealParam kStrength{
    .id = "alpha",
    .label = {"Strength α", "強さ α"},
    .min = 0,
    .max = 2,
    .initial = 0.5,
    .help = {"Factor of the bias; 0: none.", "バイアスの係数です（0 なら無し）。"},
    .enabledWhen = [](const ParameterSet& values) { return !takes<BiasShape::Drawn>(values); },
};
constexpr RealParam kExponent{
    .id = "gamma",
    .label = {"Exponent γ", "指数 γ"},
    .min = 0,
    .max = 2,
    .initial = 0.5,
    .help = {"How the penalty grows with the distance.", "距離に応じた罰則の増え方です。"},
    .enabledWhen = takes<BiasShape::Power>,
};
constexpr CurveParam kBiasCurve{
    .id = "curve",
    .label = {"Drawn bias", "手描きのバイアス"},
    .min = -6,
    .max = 2,
    .help = {"Heights drawn with the mouse, from the farthest key behind to the farthest ahead.",
             "マウスで描く高さです。最も後ろのキーから最も先のキーまでに広げます。"},
    .enabledWhen = takes<BiasShape::Drawn>,
};

RpeSettings settingsOf(const Request& request)
{
    const ParameterSet& values = request.values;
    return {.tokens = values[kTokens],
            .dim = values[kDimHere],
            .features = values[kFeatureCount],
            .norm = values[kNorm],
            .lengths = values[kNormaliseHere] ? Lengths::Normalised : Lengths::Kept,
            .kind = values.as<FeatureKind>(kFeaturesHere),
            .bias = {.shape = values.as<BiasShape>(kShape),
                     .strength = values[kStrength],
                     .exponent = values[kExponent],
                     .curve = values[kBiasCurve]},
            .causal = values[kCausal],
            .seed = static_cast<std::uint64_t>(request.seed)};
}

const Text kPaper{"Luo et al. (2021), kernelized attention with RPE by FFT",
                  "Luo ほか (2021)、FFT による RPE 付きカーネル化注意"};
const Text kNormalisation{"Luo et al. (2021), abstract and the section on normalised features",
                          "Luo ほか (2021)、要旨と正規化した特徴の節"};

/// A small problem of the same kind, for identities that need a second run.
RpeSettings smallOf(const RpeScene& scene)
{
    RpeSettings settings = scene.settings;
    settings.tokens = std::min<Eigen::Index>(settings.tokens, 48);
    settings.features = std::min(settings.features, 16);
    return settings;
}

LogFeatures featuresOf(const RpeSettings& settings, const AttentionProblem& problem)
{
    return rpeFeatures(problem, settings.lengths, settings.kind, settings.features, settings.seed);
}

Claim transformClaim(const RpeScene& scene)
{
    return identityClaim(
        "fft-is-direct",
        {"The transforms give what the sum over all pairs gives: relative difference of the outputs.",
         "FFT による計算は全対の和に等しい：出力の相対差。"},
        kPaper, 1e-10, relativeError(scene.fast.attention.outputs, scene.pairs.outputs));
}

Claim plainClaim(const RpeScene& scene)
{
    const RpeSettings settings = smallOf(scene);
    AttentionProblem problem = rpeProblem(settings);
    std::ranges::fill(problem.bias, 0.0);
    const LogFeatures features = featuresOf(settings, problem);
    const Result<RpeResult> fast = rpeByFft(features, problem, {});
    const Result<FeatureSums> sums =
        featureSums(features.queries, features.keys, problem.values, problem.causal, {});
    return identityClaim(
        "no-bias-is-plain",
        {"With b = 0 the transforms give plain kernelised attention, which needs none: relative "
         "difference (48 tokens).",
         "b = 0 なら FFT の結果は、FFT の要らない通常のカーネル化注意に等しい：相対差（48 トークン）。"},
        {"Performer (Choromanski et al., 2021), attention by features",
         "Performer（Choromanski ほか, 2021）、特徴による注意"},
        1e-10, relativeError(fast->attention.outputs, normalisedSums(sums->sums)));
}

Claim causalClaim(const RpeScene& scene)
{
    RpeSettings settings = smallOf(scene);
    settings.causal = true;
    AttentionProblem problem = rpeProblem(settings);
    const auto outputs = [&] {
        return rpeByFft(featuresOf(settings, problem), problem, {})->attention.outputs;
    };
    const Eigen::MatrixXd before = outputs();
    problem.keys.row(settings.tokens - 1) *= -1;
    problem.values.row(settings.tokens - 1).array() += 1;
    const Eigen::Index earlier = settings.tokens - 1;
    return identityClaim(
        "causal-by-zeros",
        {"With c(δ) = 0 for δ > 0 a changed last token changes nothing before it: relative difference "
         "(48 tokens).",
         "δ > 0 で c(δ) = 0 とすれば、最後のトークンを変えてもそれ以前は変わらない：相対差（48 トークン）。"},
        kPaper, 1e-10, relativeError(outputs().topRows(earlier), before.topRows(earlier)));
}

Claim paperClaim(std::string id, Claim::Relation relation, Text statement, Text source, double expected,
                 double measured, Text remark)
{
    return {.id = std::move(id),
            .kind = Claim::Kind::Paper,
            .relation = relation,
            .statement = std::move(statement),
            .source = std::move(source),
            .expected = expected,
            .measured = measured,
            .remark = std::move(remark)};
}

Claim normalisedClaim(const RpeScene& scene)
{
    RpeSettings settings = scene.settings;
    settings.tokens = std::min<Eigen::Index>(settings.tokens, 48);
    settings.lengths = Lengths::Normalised;
    const double unit = rpeError(settings);
    settings.lengths = Lengths::Kept;
    return paperClaim(
        "normalising-steadies", Claim::Relation::AtMost,
        {"Normalised queries and keys are estimated better: error of their weights over that at length R.",
         "正規化したクエリとキーの方がよく推定できる：重みの誤差と、長さ R のままの誤差との比。"},
        kNormalisation, 1, unit / rpeError(settings),
        {"Vectors shorter than 1 are made longer by normalising, and the variance grows with the length. "
         "Each "
         "error is against its own softmax.",
         "1 より短いベクトルは正規化で長くなり、分散は長さとともに増える。"
         "誤差はそれぞれ自身の softmax に対するものである。"});
}

Claim cheaperClaim(const RpeScene& scene)
{
    return paperClaim(
        "fewer-multiply-adds", Claim::Relation::AtMost,
        {"FFT takes no more multiply-adds than all pairs: as a fraction of those, counted where they happen.",
         "FFT の積和は全対の計算より多くない：全対の積和に対する比（実行箇所で計数）。"},
        kPaper, 1,
        static_cast<double>(scene.fast.attention.cost.multiplyAdds) /
            static_cast<double>(scene.pairs.cost.multiplyAdds),
        {"n log n wins for long sequences only; the length from which on it does grows with the width of the "
         "values. See the panel of multiply-adds.",
         "n log n が有利になるのは長い系列だけで、その長さは値の幅とともに伸びる。積和の図を参照。"});
}

Claim rankClaim(const RpeScene& scene)
{
    const auto dim = static_cast<double>(scene.settings.dim);
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(rpeLogits(scene, true));
    qr.setThreshold(1e-10);
    return paperClaim(
        "bias-raises-rank", Claim::Relation::AtLeast,
        text("A relative bias cannot be written into queries and keys of width {}: rank of QKᵀ + B, at most "
             "128 "
             "tokens.",
             "相対位置バイアスは幅 {} のクエリとキーには書き込めない：QKᵀ + B の階数（128 トークンまで）。",
             scene.settings.dim),
        kPaper, dim + 1, static_cast<double>(qr.rank()),
        {"A constant or a purely periodic bias has rank 1 or 2, and no rank exceeds the number of tokens.",
         "定数や純粋に周期的なバイアスの階数は 1 か 2 であり、階数はトークン数を超えない。"});
}

std::vector<Readout> readoutsOf(const RpeScene& scene, const Eigen::MatrixXd& exact)
{
    const auto count = [](const AttentionCost& cost) { return static_cast<double>(cost.multiplyAdds); };
    return {{.id = "relative-error",
             .label = {"Relative error of the outputs", "出力の相対誤差"},
             .value = relativeError(scene.fast.attention.outputs, exact)},
            {.id = "multiply-adds",
             .label = {"Multiply-adds, FFT", "積和の数（FFT）"},
             .value = count(scene.fast.attention.cost)},
            {.id = "multiply-adds-pairs",
             .label = {"Multiply-adds, all pairs", "積和の数（全対）"},
             .value = count(scene.pairs.cost)},
            {.id = "rows-summed",
             .label = {"Rows summed without FFT", "FFT を使わず足した行"},
             .value = static_cast<double>(scene.fast.rowsSummed)}};
}

Result<Figure> computeScene(const Request& request, const RunContext& context)
{
    if (request.values.as<BiasShape>(kShape) == BiasShape::Drawn && request.values[kBiasCurve].empty())
        return Error{
            Error::Kind::CannotCompute,
            {"The bias is to be drawn, but the curve is empty: draw one, or choose another bias.",
             "バイアスを手描きする設定ですが、曲線がありません。描くか、別のバイアスを選んでください。"}};
    if (!context.advance(0, 3))
        return RunContext::cancelled();
    Result<RpeScene> scene = rpeScene(request, settingsOf(request), context);
    if (!scene)
        return scene.error();
    const Result<AttentionResult> exact = exactAttention(scene->target, context);
    if (!exact || !context.advance(1, 3))
        return RunContext::cancelled();
    Result<std::vector<Panel>> panels = rpePanels(*scene, context);
    if (!panels)
        return panels.error();
    return Figure{
        .panels = *std::move(panels),
        .columns = 2,
        .readouts = readoutsOf(*scene, exact->outputs),
        .claims = {transformClaim(*scene), plainClaim(*scene), causalClaim(*scene), normalisedClaim(*scene),
                   cheaperClaim(*scene), rankClaim(*scene)},
        .convention = {
            "Exact: softmax(q·k + b(j − i)) of the very queries and keys that the features estimate, "
            "normalised or not; random directions, all of one length; a multiply-add of a transform is "
            "half the operations that FFTW counts.",
            "厳密とは、特徴が推定するクエリとキー（正規化の有無を含む）そのものの softmax(q·k + b(j − "
            "i)) を指す。向きは乱数で長さは等しい。FFT の積和は FFTW が数える演算の半分とする。"}};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return contest::trainKernelizedRpe(request, {}, context);
}

} // namespace

namespace contest {

Result<Figure> trainKernelizedRpe(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return trainBeside(computeScene,
                       rpeContest(request.values[kTrainingSteps], request.values[contest::kTrainingText]),
                       request, job, context);
}

} // namespace contest

namespace demos {

Demo kernelized_attention_rpe()
{
    return {.id = kKernelizedRpeId,
            .papers = {kKernelizedRpeId},
            .title = {"Kernelised attention with relative positions", "相対位置をもつカーネル化注意"},
            .summary = {"Random features replace the exponential, a bias by offset becomes a Toeplitz "
                        "matrix, and the FFT "
                        "multiplies by it: attention with relative positions in n log n.",
                        "指数関数をランダム特徴に置き換えると、位置の差のバイアスはテプリッツ行列になり、FFT "
                        "で掛けられます。相対位置をもつ注意が n log n で計算できます。"},
            .parameters = {kTokens, kDimHere, kFeatureCount, kNorm, kNormaliseHere, kFeaturesHere, kShape,
                           kStrength, kExponent, kBiasCurve, kCausal, kTrainingSteps, contest::kTrainingText},
            .panels = {{"exact", {"Exact weights", "厳密な重み"}},
                       {"estimate", {"Estimate", "推定"}},
                       {"difference", {"Difference of weights", "重みの差"}},
                       {"bias", {"Bias by offset", "位置の差のバイアス"}},
                       {"error-budget", {"Error against features", "特徴の数と誤差"}},
                       {"error-norm", {"Error against length", "長さと誤差"}},
                       {"cost", {"Multiply-adds against tokens", "トークン数と積和"}},
                       {"time", {"Time against tokens", "トークン数と時間"}},
                       {"spectrum", {"Rank with the bias", "バイアスと階数"}},
                       contest::kLossPanel,
                       contest::kScorePanel,
                       contest::kNormPanel,
                       contest::kResultPanel},
            .compute = compute,
            .views = {
                {{"Weights with a bias", "バイアス付きの重み"}, {"exact", "estimate", "difference", "bias"}},
                {{"How good the estimate is", "推定のよさ"}, {"error-budget", "error-norm"}},
                {{"Cost", "計算量"}, {"cost", "time"}},
                {{"Why not dot products", "内積に書けない理由"}, {"bias", "spectrum"}},
                {{"Trained on a text", "文章で学習"}, contest::trainingPanels(true)}}};
}

} // namespace demos
} // namespace kaba

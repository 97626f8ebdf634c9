// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/scatter_panels.h"
#include "core/attention/scatter_study.h"
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/math/random.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

constexpr IntParam kTokens = tokensParam(512, 128);
constexpr ChoiceParam kSourceHere = [] {
    ChoiceParam source = kSource;
    source.initial = static_cast<int>(AttentionSource::Clusters);
    return source;
}();
constexpr IntParam kClustersHere = [] {
    IntParam clusters = kClusters;
    clusters.initial = 16;
    return clusters;
}();
constexpr RealParam kSpreadHere = [] {
    RealParam spread = kSpread;
    spread.initial = 0.5;
    return spread;
}();
constexpr RealParam kBeta{
    .id = "beta",
    .label = {"Sharpness β", "鋭さ β"},
    .min = 0.1,
    .max = 16,
    .initial = 3,
    .scale = Scale::Log,
    .help = {"Logits are β q·k, queries and keys of length 1: an inverse temperature.",
             "クエリとキーの長さを 1 にして、ロジットを β q·k とします。逆温度に当たります。"},
};
constexpr FlagParam kShuffled{
    .id = "shuffled",
    .label = {"Shuffle the tokens", "トークンを並べ替える"},
    .help = {"Neighbours then tell nothing: the local window loses what clusters in a row gave it.",
             "隣り合うトークンの関係を断ちます。局所窓は、並んだクラスタの恩恵を失います。"},
};
constexpr IntParam kBudgetHere = [] {
    IntParam budget = budgetParam(128, 32);
    budget.help = {"Exact pairs plus features for each query; each part alone may spend all of it.",
                   "クエリごとの厳密な対と特徴の合計です。単独の方式はすべてを自分に使います。"};
    return budget;
}();
constexpr RealParam kShareHere = [] {
    RealParam share = kScatterShare;
    share.label = {"Share of exact pairs", "厳密な対の割合"};
    return share;
}();
constexpr ChoiceParam kSupportHere = [] {
    ChoiceParam support = kScatterSupport;
    support.label = {"Exact where", "厳密にする位置"};
    support.initial = static_cast<int>(SupportKind::TopK);
    return support;
}();
constexpr IntParam kRoundsHere = [] {
    IntParam rounds = kScatterRounds;
    rounds.label = {"Hash rounds", "ハッシュの回数"};
    return rounds;
}();
constexpr ChoiceParam kFeaturesHere = [] {
    ChoiceParam features = kScatterFeatures;
    features.label = {"Features", "特徴"};
    return features;
}();
/// In the order of ScatterPart.
constexpr Option kErrorOfOptions[] = {
    {"sum", {"Scatterbrain", "Scatterbrain"}},
    {"sparse", {"Sparse alone", "疎のみ"}},
    {"low-rank", {"Low rank alone", "低ランクのみ"}},
};
constexpr ChoiceParam kErrorOf{
    .id = "error-of",
    .label = {"Error shown of", "誤差を見る方式"},
    .options = kErrorOfOptions,
    .help = {"Whose matrix the panel of errors takes.", "誤差のパネルが対象とする行列です。"},
};

constexpr int kSeeds = 4;

/// The same tokens in an order drawn by chance.
void shuffleTokens(AttentionInput& input, int seed)
{
    constexpr std::uint64_t kOwnSeed = 4001;
    AttentionProblem& problem = input.problem;
    Random random(static_cast<std::uint64_t>(seed) + kOwnSeed);
    for (Eigen::Index last = problem.tokens() - 1; last > 0; --last) {
        const auto other = static_cast<Eigen::Index>(random.below(static_cast<std::uint64_t>(last) + 1));
        for (Eigen::MatrixXd* rows : {&problem.queries, &problem.keys, &problem.values})
            rows->row(last).swap(rows->row(other));
        if (!input.tokens.empty())
            std::swap(input.tokens[static_cast<std::size_t>(last)],
                      input.tokens[static_cast<std::size_t>(other)]);
    }
}

/// The input that the shared controls describe; sharpness is ours alone.
Result<AttentionInput> inputFor(const Request& request, int seed)
{
    static const std::vector<Parameter> kShared = attentionSourceParameters(kTokens);
    Request own{.values = ParameterSet(kShared), .seed = seed, .input = request.input};
    for (const Parameter& parameter : kShared)
        if (request.values.find(idOf(parameter)))
            if (Status set = own.values.set(idOf(parameter), request.values.value(idOf(parameter))); !set)
                return set.error();
    Result<AttentionInput> input = attentionInputFor(own, 0);
    if (input && request.values[kShuffled])
        shuffleTokens(*input, seed);
    return input;
}

ScatterChoice choiceOf(const Request& request)
{
    const ParameterSet& values = request.values;
    return {.features = values.as<FeatureKind>(kFeaturesHere),
            .support = values.as<SupportKind>(kSupportHere),
            .rounds = values[kRoundsHere],
            .share = values[kShareHere],
            .budget = values[kBudgetHere],
            .seed = request.seed};
}

/// All that the panels read.
struct Scene {
    const Request& request;
    AttentionInput input;
    ScatterChoice choice;
    double beta;
    Eigen::MatrixXd exact;
    std::array<Eigen::MatrixXd, kScatterParts> weights = {}; ///< in the order of ScatterPart
    ScatterEntries entries = {};
    double fastPath = 0; ///< difference to the outputs pair by pair
    AttentionCost cost = {};
    std::optional<ScatterSweep> overBeta = {}, overShare = {};

    const Eigen::MatrixXd& of(ScatterPart part) const { return weights[static_cast<std::size_t>(part)]; }
    double errorOf(ScatterPart part) const { return relativeError(of(part), exact); }
};

/// The parts alone.
Status computeParts(Scene& scene, const RunContext& context)
{
    for (const ScatterPart part : {ScatterPart::Sparse, ScatterPart::LowRank}) {
        Result<Eigen::MatrixXd> weights =
            scatterWeights(scene.input.problem, scene.choice.settings(part), context);
        if (!weights)
            return weights.error();
        scene.weights[static_cast<std::size_t>(part)] = *std::move(weights);
    }
    return Done{};
}

/// Their sum, entry by entry, and its outputs in both ways.
Status computeSum(Scene& scene, const RunContext& context)
{
    const AttentionProblem& problem = scene.input.problem;
    const ScatterSettings settings = scene.choice.settings(ScatterPart::Sum);
    const Result<PairSupport> support = pairSupport(problem, settings.support, scene.cost, context);
    if (!support)
        return support.error();
    Result<ScatterEntries> entries = scatterEntries(problem, *support, settings, context);
    const Result<ScatterSums> fast = scatterSums(problem, *support, settings, context);
    if (!entries || !fast)
        return RunContext::cancelled();
    scene.entries = *std::move(entries);
    scene.weights[static_cast<std::size_t>(ScatterPart::Sum)] = scene.entries.weights;
    scene.fastPath = relativeError(fast->outputs(), scatterOutputsByPairs(problem, *support, settings));
    scene.cost += fast->cost;
    return Done{};
}

SweepPlan planOf(const Scene& scene)
{
    return {.problemOf =
                [&scene](int seed) {
                    const Result<AttentionInput> input = inputFor(scene.request, seed);
                    return input ? input->problem : scene.input.problem;
                },
            .choice = scene.choice,
            .seeds = kSeeds};
}

Status computeSweeps(Scene& scene, const RunContext& context)
{
    if (scene.request.wants("sweep")) {
        Result<ScatterSweep> sweep = errorsAgainstBeta(planOf(scene), context);
        if (!sweep)
            return sweep.error();
        scene.overBeta = *std::move(sweep);
    }
    if (scene.request.wants("share")) {
        Result<ScatterSweep> sweep = errorsAgainstShare(planOf(scene), scene.beta, context);
        if (!sweep)
            return sweep.error();
        scene.overShare = *std::move(sweep);
    }
    return Done{};
}

double largestWeight(const Scene& scene)
{
    double most = scene.exact.maxCoeff();
    for (const Eigen::MatrixXd& weights : scene.weights)
        most = std::max(most, weights.maxCoeff());
    return most;
}

std::vector<Panel> matrixPanels(const Scene& scene)
{
    const std::vector<std::string>& tokens = scene.input.tokens;
    const double most = largestWeight(scene);
    std::vector<Panel> panels;
    if (scene.request.wants("exact"))
        panels.push_back(scatterWeightsPanel(
            "exact", text("Exact softmax, β = {}", "厳密な softmax（β = {}）", shortest(scene.beta)),
            scene.exact, most, tokens));
    for (const ScatterPart part : {ScatterPart::Sparse, ScatterPart::LowRank, ScatterPart::Sum})
        if (const std::string id = scatterPartId(part); scene.request.wants(id))
            panels.push_back(
                scatterWeightsPanel(id, scatterPartName(part, scene.choice), scene.of(part), most, tokens));
    if (scene.request.wants("error")) {
        const auto part = scene.request.values.as<ScatterPart>(kErrorOf);
        const Text name = kErrorOfOptions[static_cast<std::size_t>(part)].label;
        Text title = text("Size of the error: {0}", "誤差の大きさ：{1}", name.en, name.ja);
        panels.push_back(scatterWeightsPanel("error", std::move(title),
                                             (scene.of(part) - scene.exact).cwiseAbs(), most, tokens));
    }
    return panels;
}

std::vector<Panel> panelsOf(const Scene& scene)
{
    std::vector<Panel> panels = matrixPanels(scene);
    if (scene.overBeta)
        panels.push_back(betaPanel(*scene.overBeta, planOf(scene), scene.beta));
    if (scene.overShare)
        panels.push_back(sharePanel(*scene.overShare, planOf(scene), scene.beta));
    if (scene.request.wants("entries"))
        panels.push_back(scatterEntriesPanel(scene.entries));
    if (scene.request.wants("entropy"))
        panels.push_back(entropyHistogramPanel(scene.exact));
    return panels;
}

/// error of the sum / error of the better part; 1 where both are rounding.
double againstParts(const Scene& scene)
{
    constexpr double kRounding = 1e-14;
    const double parts = std::min(scene.errorOf(ScatterPart::Sparse), scene.errorOf(ScatterPart::LowRank));
    return std::max(scene.errorOf(ScatterPart::Sum), kRounding) / std::max(parts, kRounding);
}

const Text kAbstract{"Scatterbrain (2021), abstract", "Scatterbrain (2021)、要旨"};

Claim paperClaim(std::string id, Claim::Relation relation, Text statement, double expected, double measured,
                 Text remark)
{
    return {.id = std::move(id),
            .kind = Claim::Kind::Paper,
            .relation = relation,
            .statement = std::move(statement),
            .source = kAbstract,
            .expected = expected,
            .measured = measured,
            .remark = std::move(remark)};
}

/// What the sweep over β says.
void addSweepClaims(const ScatterSweep& sweep, std::vector<Claim>& claims)
{
    claims.push_back(paperClaim(
        "sum-wins-somewhere", Claim::Relation::AtLeast,
        text("There is a β at which the sum beats both parts at the same budget: error of the better part "
             "over "
             "that of the sum, greatest at β = {0:.2f}.",
             "同じ予算で和が両方に勝つ β がある：よい方の単独方式の誤差 ÷ 和の誤差（最大は β = {0:.2f}）。",
             (sweep.places[sweep.bestPlace()])),
        1, sweep.gainAt(sweep.bestPlace()),
        {"With this split, support and input no β in the sweep favours the sum.",
         "この配分・位置・入力では、掃引した範囲に和が有利な β はありません。"}));
    claims.push_back(
        paperClaim("error-halved", Claim::Relation::AtLeast,
                   {"As a drop-in replacement its error is 2.1 times smaller than that of the baselines: "
                    "here the greatest factor "
                    "over the better part alone.",
                    "差し替えたときの誤差はベースラインの 2.1 分の 1 "
                    "である：ここでのよい方の単独方式に対する最大の比。"},
                   2.1, sweep.gainAt(sweep.bestPlace()),
                   {"The paper measures trained vision models; on these seeded clusters the gain is smaller.",
                    "論文の数値は学習済みの画像モデルでのものです。この乱数のクラスタでは利得はそれより小さく"
                    "なります。"}));
    claims.push_back(paperClaim(
        "sum-wins-everywhere", Claim::Relation::AtLeast,
        {"One size fits all: the share of the β from 0.25 to 16 at which the sum at this split is best.",
         "一つの近似ですべてに対応する：0.25 から 16 までの β のうち、この配分の和が最良となる割合。"},
        1, sweep.shareWon(),
        {"At a fixed split the sum wins in a window of β only: below it features alone do better, above it "
         "the exact "
         "pairs alone. The split moves the window.",
         "配分を固定すると、和が勝つのは β のある範囲に限られます。それより小さい β では特徴だけ、大きい β "
         "では厳密な対だけの方がよく、配分を変えるとこの範囲も動きます。"}));
}

std::vector<Claim> claimsOf(const Scene& scene)
{
    std::vector<Claim> claims{
        identityClaim(
            "exact-on-support",
            {"Before normalisation the estimate equals exp(q·k) on the support: largest relative difference.",
             "正規化の前、選んだ位置での推定値は exp(q·k) に等しい：最大の相対差。"},
            {"Scatterbrain (2021), section 4", "Scatterbrain (2021)、4 節"}, 1e-9,
            scene.entries.worstOnSupport()),
        identityClaim(
            "sums-equal-pairs",
            {"Sums over features and the residual on the support give what all pairs one by one give: "
             "relative difference of the outputs.",
             "特徴ごとの和と残差による出力は、すべての対を一つずつ足した出力に等しい：相対差。"},
            {"Scatterbrain (2021), section 4", "Scatterbrain (2021)、4 節"}, 1e-9, scene.fastPath)};
    claims.push_back(paperClaim(
        "sum-beats-both", Claim::Relation::AtMost,
        {"Sparse and low rank together can outperform each alone: error of the sum over that of the better "
         "part, at "
         "this β and budget.",
         "疎と低ランクの和はそれぞれ単独に勝りうる：この β と予算での、和の誤差 ÷ よい方の単独方式の誤差。"},
        1, againstParts(scene),
        {"Outside a window of β one part alone is better at a fixed split; see the error against β.",
         "配分を固定すると、β がある範囲を外れたところでは片方だけの方がよくなります。β "
         "に対する誤差を参照してください。"}));
    if (scene.overBeta)
        addSweepClaims(*scene.overBeta, claims);
    return claims;
}

void addSweepReadouts(const ScatterSweep& sweep, std::vector<Readout>& readouts)
{
    readouts.push_back({.id = "best-gain",
                        .label = {"Greatest gain of the sum", "和の最大の利得"},
                        .value = sweep.gainAt(sweep.bestPlace())});
    if (const auto window = sweep.window()) {
        readouts.push_back({.id = "window-from",
                            .label = {"The sum is best from β", "和が最良となる β の下端"},
                            .value = window->low});
        readouts.push_back({.id = "window-to", .label = {"up to β", "同じく上端"}, .value = window->high});
    }
}

std::vector<Readout> readoutsOf(const Scene& scene)
{
    std::vector<Readout> readouts{{.id = "relative-error",
                                   .label = {"Error of Scatterbrain", "Scatterbrain の誤差"},
                                   .value = scene.errorOf(ScatterPart::Sum)},
                                  {.id = "error-sparse",
                                   .label = {"Error of sparse alone", "疎のみの誤差"},
                                   .value = scene.errorOf(ScatterPart::Sparse)},
                                  {.id = "error-low-rank",
                                   .label = {"Error of low rank alone", "低ランクのみの誤差"},
                                   .value = scene.errorOf(ScatterPart::LowRank)},
                                  {.id = "multiply-adds",
                                   .label = {"Multiply-adds of Scatterbrain", "Scatterbrain の積和の数"},
                                   .value = static_cast<double>(scene.cost.multiplyAdds)}};
    if (scene.overBeta)
        addSweepReadouts(*scene.overBeta, readouts);
    return readouts;
}

std::vector<Text> noticesOf(const Scene& scene)
{
    std::vector<Text> notices = scene.input.notices;
    if (scene.choice.support == SupportKind::TopK)
        notices.emplace_back(
            "The support is an oracle: it reads every pair, and its multiply-adds count. Hash buckets "
            "and the window do not.",
            "厳密にする位置はオラクルが選んでいます。全対を読むため、その積和も数に入ります。"
            "ハッシュのバケツと局所窓は全対を読みません。");
    return notices;
}

Text conventionOf(const Scene& scene)
{
    return text(
        "Weights are softmax(β q·k) with queries and keys of length 1; errors are ‖W − softmax‖/‖softmax‖ "
        "(Frobenius) of the row-normalised matrices; input: {0}, directions only.",
        "重みは長さ 1 のクエリとキーによる softmax(β q·k)、誤差は行ごとに正規化した行列の ‖W − "
        "softmax‖/‖softmax‖（Frobenius ノルム）。入力：{1}（向きだけを使う）。",
        scene.input.label.en, scene.input.label.ja);
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<AttentionInput> input = inputFor(request, request.seed);
    if (!input)
        return input.error();
    if (!context.advance(0, 2))
        return RunContext::cancelled();
    const double beta = request.values[kBeta];
    input->problem = onSphere(std::move(input->problem), beta);
    Scene scene{.request = request,
                .input = *std::move(input),
                .choice = choiceOf(request),
                .beta = beta,
                .exact = {}};
    scene.exact = softmaxWeights(scene.input.problem);
    for (const auto step : {computeParts, computeSum, computeSweeps})
        if (Status done = step(scene, context); !done)
            return done.error();
    Figure figure{.panels = panelsOf(scene),
                  .columns = 2,
                  .readouts = readoutsOf(scene),
                  .claims = claimsOf(scene),
                  .convention = conventionOf(scene),
                  .notices = noticesOf(scene)};
    if (const Status added =
            addScatterPca(request, scene.exact, scene.choice, scene.input.tokens, figure, context);
        !added)
        return added.error();
    return figure;
}

} // namespace

namespace demos {

Demo scatterbrain()
{
    return {
        .id = "scatterbrain",
        .papers = {"scatterbrain"},
        .title = {"Scatterbrain: sparse plus low rank", "Scatterbrain：疎と低ランクの和"},
        .summary =
            {"One attention matrix at one budget: a few exact pairs, an estimate of everything, and both at "
             "once. Sharpen the softmax and see which of them wins.",
             "一つの注意行列を同じ予算で近似します。少数の厳密な対、全体の推定、そしてその両方。softmax "
             "を鋭くしながら、どれが勝つかを見比べます。"},
        .parameters = {kSourceHere, kText, kTokenKind, kTokens, kDim, kClustersHere, kSpreadHere, kShuffled,
                       kBeta, kBudgetHere, kShareHere, kSupportHere, kRoundsHere, kFeaturesHere, kErrorOf},
        .panels = {{"exact", {"Exact weights", "厳密な重み"}},
                   {"sparse", {"Sparse alone", "疎のみ"}},
                   {"low-rank", {"Low rank alone", "低ランクのみ"}},
                   {"sum", {"Scatterbrain", "Scatterbrain"}},
                   {"error", {"Size of the error", "誤差の大きさ"}},
                   {"sweep", {"Error against β", "β に対する誤差"}},
                   {"share", {"Error against the split", "配分に対する誤差"}},
                   {"entries", {"Estimate against truth", "推定値と真値"}},
                   {"entropy", {"Entropy of the rows", "行のエントロピー"}},
                   {"pca-low-rank", {"Low rank by robust PCA", "ロバスト PCA の低ランク成分"}},
                   {"pca-sparse", {"Sparse by robust PCA", "ロバスト PCA の疎な成分"}}},
        .compute = compute,
        .views = {{{"Four matrices", "4 つの行列"}, {"exact", "sparse", "low-rank", "sum"}},
                  {{"Who wins at which sharpness", "どの鋭さで何が勝つか"}, {"sweep", "share"}},
                  {{"Entry by entry", "要素ごと"}, {"error", "entries"}},
                  {{"How peaked the rows are", "行の尖り具合"}, {"exact", "entropy"}},
                  {{"Chosen freely: robust PCA", "自由に選べるなら：ロバスト PCA"},
                   {"pca-low-rank", "pca-sparse"}}}};
}

} // namespace demos
} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/combiner_panels.h"
#include "core/attention/combiner_params.h"
#include "core/attention/exact_attention.h"
#include "core/attention/structured_input.h"
#include "core/base/number_text.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_work.h"
#include "core/contest/contests.h"
#include "core/contest/text_task.h"
#include "core/contest/trainers.h"

#include <array>
#include <cmath>

namespace kaba {
namespace {

constexpr IntParam kTrainingSteps = contest::stepsParam(500);

constexpr IntParam kTokens = tokensParam(1024, 256);
constexpr int kSequence = 4; ///< the first source beyond those of AttentionSource; then the picture

constexpr std::array kSources{kSourceOptions[0],
                              kSourceOptions[1],
                              kSourceOptions[2],
                              kSourceOptions[3],
                              Option{"sequence", {"Smooth sequence", "滑らかな系列"}},
                              Option{"picture", {"Picture, pixel by pixel", "画像（画素の列）"}}};

int sourceOf(const ParameterSet& set) { return std::get<int>(set.value(kSource.id)); }
bool isSequence(const ParameterSet& set) { return sourceOf(set) == kSequence; }
bool isStructured(const ParameterSet& set) { return sourceOf(set) >= kSequence; }

constexpr RealParam kSmoothness = smoothnessParam(0.8, isStructured);
constexpr IntParam kStretch{
    .id = "stretch",
    .label = {"Stretch of the sequence", "区画の長さ"},
    .min = 1,
    .max = 256,
    .initial = 16,
    .scale = Scale::Log,
    .help = {"After so many tokens the sequence begins anew.", "この長さごとに系列が新しく始まります。"},
    .enabledWhen = isSequence,
};
constexpr IntParam kBlock{
    .id = "block",
    .label = {"Block s (row of a picture)", "ブロック s（画像の 1 行）"},
    .min = 1,
    .max = 512,
    .initial = 16,
    .scale = Scale::Log,
    .keyword = {"auto", {"√(2n), 1 or √n by pattern", "パターンにより √(2n)・1・√n"}},
    .keywordIsInitial = true,
    .help = {"Tokens that stand in one block or one row of the picture.",
             "一つのブロック、または画像の 1 行に含まれるトークンの数です。"},
};
constexpr Option kMixtureOptions[] = {{"none", {"None", "なし"}},
                                      kSpanPatternOptions[0],
                                      kSpanPatternOptions[1],
                                      kSpanPatternOptions[2],
                                      kSpanPatternOptions[3]};
constexpr ChoiceParam kMixture{
    .id = "mixture",
    .label = {"Mixed half and half with", "半々に混ぜるパターン"},
    .options = kMixtureOptions,
    .help = {"A second factorisation; the outputs of both are averaged.",
             "第二の分解です。両者の出力を平均します。"},
};

std::vector<Parameter> parametersOf()
{
    ChoiceParam source = kSource;
    source.options = kSources;
    source.initial = kSequence;
    IntParam dim = kDim;
    dim.initial = 16;
    FlagParam causal = kCausal;
    causal.initial = true;
    return {source,
            kText,
            kTokenKind,
            kTokens,
            dim,
            kSharpness,
            kClusters,
            kSpread,
            kSmoothness,
            kStretch,
            causal,
            kCombinerPattern,
            kBlock,
            kCombinerPooling,
            kCombinerSizeTerm,
            kMixture,
            kTrainingSteps,
            contest::kTrainingText};
}

CombinerSettings settingsOf(const ParameterSet& values)
{
    CombinerSettings settings{.pattern = values.as<SpanPattern>(kCombinerPattern),
                              .block = values.given(kBlock).value_or(0),
                              .pooling = values.as<Pooling>(kCombinerPooling),
                              .sizeTerm = values[kCombinerSizeTerm]};
    if (const auto mixture = values.as<int>(kMixture); mixture > 0)
        settings.mixture = static_cast<SpanPattern>(mixture - 1);
    return settings;
}

AttentionInput sequenceInput(const Request& request)
{
    const ParameterSet& values = request.values;
    Random random(static_cast<std::uint64_t>(request.seed));
    const auto rows = [&] {
        return smoothRows(random, values[kTokens], values[kDim], values[kSmoothness], values[kStretch]);
    };
    AttentionInput input;
    input.problem.queries = values[kSharpness] * rows();
    input.problem.keys = input.problem.queries;
    input.problem.values = rows();
    input.label = text("a smooth random sequence, ρ = {0}, begun anew every {1} tokens, as queries and keys",
                       "滑らかな乱数列（ρ = {0}、{1} トークンごとに新しく始まる）をクエリとキーに使う",
                       shortest(values[kSmoothness]), values[kStretch]);
    return input;
}

/// The reader's matrix as a picture, or the toy picture.
Eigen::MatrixXd pictureOf(const Request& request, Eigen::Index side)
{
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    if (request.input)
        for (const InputArray& array : request.input->arrays)
            if (array.shape.size() == 2 && !array.re.empty())
                return squarePicture(Eigen::Map<const RowMajor>(array.re.data(),
                                                                static_cast<Eigen::Index>(array.shape[0]),
                                                                static_cast<Eigen::Index>(array.shape[1])),
                                     side);
    return toyPicture(side);
}

AttentionInput pictureInput(const Request& request)
{
    const ParameterSet& values = request.values;
    const auto side = static_cast<Eigen::Index>(std::sqrt(static_cast<double>(values[kTokens])));
    const Eigen::MatrixXd picture = pictureOf(request, side);
    Random random(static_cast<std::uint64_t>(request.seed));
    const auto rows = [&] { return pixelFeatures(random, picture, values[kDim], values[kSmoothness]); };
    AttentionInput input;
    input.problem.queries = values[kSharpness] * rows();
    input.problem.keys = input.problem.queries;
    input.problem.values = rows();
    input.label = text("{0} × {0} pixels, random features of brightness and place as queries and keys",
                       "{0} × {0} 画素。明るさと位置の乱数特徴をクエリとキーに使う", side);
    return input;
}

Result<AttentionInput> inputOf(const Request& request)
{
    if (!isStructured(request.values))
        return attentionInputOf(request);
    AttentionInput input = isSequence(request.values) ? sequenceInput(request) : pictureInput(request);
    input.problem.causal = request.values[kCausal];
    return input;
}

Text conventionOf(const CombinerScene& scene)
{
    return text(
        "Logits are q·k/√d, also those of a span; its members share its weight by q_Ω·k/√d. Input: {0}.",
        "ロジットはスパンも含めて q·k/√d、スパン内の配分は q_Ω·k/√d による。入力：{1}。",
        scene.input.label.en, scene.input.label.ja);
}

Result<CombinerScene> sceneOf(const Request& request, const RunContext& context)
{
    Result<AttentionInput> input = inputOf(request);
    if (!input)
        return input.error();
    CombinerScene scene{request, *std::move(input), settingsOf(request.values), {}, {}, {}, {}, {}};
    Result<AttentionResult> exact = exactAttention(scene.problem(), context);
    if (!exact)
        return exact.error();
    Result<AttentionResult> found = combinerAttention(scene.problem(), scene.settings, context);
    if (!found)
        return found.error();
    Result<CombinerView> view = combinerView(scene.problem(), scene.settings, context);
    if (!view)
        return view.error();
    scene.exact = *std::move(exact);
    scene.found = *std::move(found);
    scene.view = *std::move(view);
    scene.full = softmaxWeights(scene.problem());
    scene.divergence = rowDivergences(scene.full, scene.view.weights());
    return scene;
}

Result<Figure> computeScene(const Request& request, const RunContext& context)
{
    if (!context.advance(0, 3))
        return RunContext::cancelled();
    const Result<CombinerScene> scene = sceneOf(request, context);
    if (!scene)
        return scene.error();
    if (!context.advance(1, 3))
        return RunContext::cancelled();
    Result<std::vector<Panel>> panels = combinerPanels(*scene, context);
    if (!panels)
        return panels.error();
    if (!context.advance(2, 3))
        return RunContext::cancelled();
    Result<std::vector<Claim>> claims = combinerClaims(*scene, context);
    if (!claims)
        return claims.error();
    return Figure{.panels = *std::move(panels),
                  .columns = 2,
                  .readouts = combinerReadouts(*scene),
                  .claims = *std::move(claims),
                  .convention = conventionOf(*scene),
                  .notices = scene->input.notices};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return contest::trainCombiner(request, {}, context);
}

} // namespace

namespace contest {

Result<Figure> trainCombiner(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return trainBeside(
        computeScene, combinerContest(request.values[kTrainingSteps], request.values[contest::kTrainingText]),
        request, job, context);
}

} // namespace contest

namespace demos {

Demo combiner()
{
    return {
        .id = "combiner",
        .papers = {"combiner"},
        .title = {"Combiner: sparse cost, no holes", "Combiner：スパースな計算量で穴のない注意"},
        .summary =
            {"Near tokens are seen directly, far ones through spans that share their weight by a softmax "
             "of their own: what that keeps of full attention, row by row, and what it costs.",
             "近いトークンは直接、遠いトークンはスパンを通して参照し、スパンの重みは内部の softmax で分配す"
             "る。通常の注意から何が残り、計算量がどうなるかを行ごとに示します。"},
        .parameters = parametersOf(),
        .panels = {{"full", {"Full attention", "通常の注意"}},
                   {"combiner", {"Combiner", "Combiner"}},
                   {"parts", {"Direct and through spans", "直接とスパン経由"}},
                   {"pattern", {"Sparse pattern alone", "スパースパターンのみ"}},
                   {"difference", {"Difference", "差"}},
                   {"divergence", {"Divergence per row", "行ごとのダイバージェンス"}},
                   {"spectrum", {"Singular values of a span", "スパンの特異値"}},
                   {"cost-block", {"Cost against the block", "ブロックと計算量"}},
                   {"cost-length", {"Cost against the tokens", "トークン数と計算量"}},
                   contest::kLossPanel,
                   contest::kScorePanel,
                   contest::kResultPanel},
        .compute = compute,
        .views = {{{"Without holes", "穴のない行列"}, {"full", "combiner", "parts", "divergence"}},
                  {{"Against the sparse pattern", "スパースパターンとの比較"},
                   {"full", "pattern", "combiner", "difference"}},
                  {{"Rank of a span", "スパンの階数"}, {"spectrum", "parts"}},
                  {{"Cost", "計算量"}, {"cost-block", "cost-length"}},
                  {{"Trained on a text", "文章で学習"}, contest::trainingPanels(false)}}};
}

} // namespace demos
} // namespace kaba

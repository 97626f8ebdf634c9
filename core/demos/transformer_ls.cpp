// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/exact_attention.h"
#include "core/attention/long_short_panels.h"
#include "core/attention/long_short_params.h"
#include "core/attention/structured_input.h"
#include "core/base/number_text.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_work.h"
#include "core/contest/contests.h"
#include "core/contest/trainers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

constexpr int kMostTokens = 2048;
constexpr IntParam kTokens = tokensParam(kMostTokens, 256);
constexpr int kNeedle = 4; ///< the source beyond those of AttentionSource

constexpr std::array kSources{kSourceOptions[0], kSourceOptions[1], kSourceOptions[2], kSourceOptions[3],
                              Option{"needle", {"Needle in a smooth sequence", "滑らかな系列の中の印"}}};

bool isNeedle(const ParameterSet& set) { return std::get<int>(set.value(kSource.id)) == kNeedle; }

constexpr IntParam kTrainingSteps = contest::stepsParam(2000);

constexpr RealParam kSmoothness = smoothnessParam(0.9, isNeedle);
constexpr IntParam kLag{
    .id = "lag",
    .label = {"Lag of the needle", "印までの距離"},
    .min = 1,
    .max = kMostTokens - 1,
    .initial = 200,
    .scale = Scale::Log,
    .help = {"How far before the last token the marked key stands; at most at the first token.",
             "印のあるキーが最後のトークンから何個前にあるかです（先頭まで）。"},
    .enabledWhen = isNeedle,
};
constexpr IntParam kWindow{
    .id = "window",
    .label = {"Window w", "窓 w"},
    .min = 1,
    .max = kMostTokens,
    .initial = 16,
    .scale = Scale::Log,
    .help =
        {"Tokens of a segment; each sees its segment and w/2 on both sides (causal: the last w).",
         "セグメントの長さです。各トークンは自分のセグメントと左右 w/2 を見ます（因果的：直前の w 個）。"},
};
constexpr IntParam kRank{
    .id = "rank",
    .label = {"Rank r", "ランク r"},
    .min = 0,
    .max = 64,
    .initial = 8,
    .help = {"Summaries of all tokens (causal: of each chunk).",
             "全トークン（因果的：各チャンク）の要約の数です。"},
};
bool isCausal(const ParameterSet& set) { return set[kCausal]; }
constexpr IntParam kChunk{
    .id = "chunk",
    .label = {"Chunk", "チャンク"},
    .min = 1,
    .max = kMostTokens,
    .initial = 16,
    .scale = Scale::Log,
    .keyword = {"auto", {"the window", "窓と同じ"}},
    .keywordIsInitial = true,
    .help = {"Tokens that are summed up together, at least r; a token sees the chunks that ended before it.",
             "まとめて要約するトークンの数（r "
             "以上）です。各トークンは、それより前に終わったチャンクだけを見ます。"},
    .enabledWhen = isCausal,
};
/// In the order of ProjectionKind.
constexpr Option kProjections[] = {
    {"dynamic", {"Of the contents, random W_P", "内容による（W_P は乱数）"}},
    {"marked", {"The same, one column looks for the mark", "同、1 列だけ印を探す"}},
    {"fixed", {"Of the places, as in Linformer", "位置による（Linformer）"}},
};
constexpr ChoiceParam kProjection{
    .id = "projection",
    .label = {"Projection P", "射影 P"},
    .options = kProjections,
    .help = {"Training could find the column that looks for the mark; here it is set by hand.",
             "印を探す列は学習で得られるものですが、ここでは手で与えます。"},
};
constexpr IntParam kInserted{
    .id = "inserted",
    .label = {"Inserted tokens", "挿入するトークン数"},
    .min = 0,
    .max = 32,
    .initial = 0,
    .help = {"Put before the first, to see whether the summaries stay.",
             "先頭に挿入し、要約が変わるかを見ます。"},
};

std::vector<Parameter> parametersOf()
{
    ChoiceParam source = kSource;
    source.options = kSources;
    source.initial = kNeedle;
    IntParam dim = kDim;
    dim.initial = 16;
    return {
        source,      kText,     kTokenKind,    kTokens, dim,   kSharpness, kClusters,   kSpread,
        kSmoothness, kLag,      kCausal,       kWindow, kRank, kChunk,     kProjection, kProjectionSharpness,
        kDualNorm,   kInserted, kTrainingSteps};
}

/// A smooth sequence as queries and keys; the last query and one key share a direction of their own.
void makeNeedle(LongShortScene& scene)
{
    constexpr double kLoudness = 2; ///< of the mark, in norms of a token
    const ParameterSet& values = scene.request.values;
    const Eigen::Index n = values[kTokens];
    const Eigen::Index d = values[kDim];
    Random random(static_cast<std::uint64_t>(scene.request.seed));
    AttentionProblem& problem = scene.input.problem;
    problem.queries = values[kSharpness] * smoothRows(random, n, d, values[kSmoothness], n);
    problem.keys = problem.queries;
    problem.values = smoothRows(random, n, d, values[kSmoothness], n);
    const Eigen::VectorXd mark = smoothRows(random, 1, d, 0, 1).row(0).transpose().normalized();
    const double norm = kLoudness * values[kSharpness] * std::sqrt(static_cast<double>(d));
    scene.needle = std::max<Eigen::Index>(0, n - 1 - values[kLag]);
    problem.keys.row(scene.needle) = norm * mark.transpose();
    problem.queries.row(n - 1) = norm * mark.transpose();
    problem.causal = values[kCausal];
    scene.projector.mark = mark / values[kSharpness];
    scene.input.label = text("a smooth random sequence, ρ = {0}; the last query looks for key {1}",
                             "滑らかな乱数列（ρ = {0}）。最後のクエリがキー {1} を探す",
                             shortest(values[kSmoothness]), scene.needle);
}

Status readInput(LongShortScene& scene)
{
    if (isNeedle(scene.request.values)) {
        makeNeedle(scene);
        return Done{};
    }
    Result<AttentionInput> input = attentionInputOf(scene.request);
    if (!input)
        return input.error();
    scene.input = *std::move(input);
    return Done{};
}

Result<LongShortScene> sceneOf(const Request& request, const RunContext& context)
{
    const ParameterSet& values = request.values;
    LongShortScene scene{.request = request,
                         .input = {},
                         .settings = {},
                         .projector = {},
                         .projection = {},
                         .exact = {},
                         .found = {},
                         .full = {},
                         .view = {}};
    scene.projector = {.kind = values.as<ProjectionKind>(kProjection),
                       .rank = values[kRank],
                       .sharpness = values[kProjectionSharpness],
                       .seed = static_cast<std::uint64_t>(request.seed)};
    scene.inserted = values[kInserted];
    scene.settings = {.window = values[kWindow], .dualNorm = values[kDualNorm]};
    if (values[kCausal])
        scene.settings.chunk = std::max(values.given(kChunk).value_or(values[kWindow]), values[kRank]);
    if (Status done = readInput(scene); !done)
        return done.error();
    const AttentionProblem& problem = scene.problem();
    scene.projection = scene.projector.project(problem.keys, scene.settings.chunk);
    Result<AttentionResult> exact = exactAttention(problem, context);
    Result<AttentionResult> found = LongShort(problem, scene.projection, scene.settings).attend(context);
    Result<LongShortView> view = longShortView(problem, scene.projection, scene.settings, context);
    if (!exact || !found || !view)
        return RunContext::cancelled();
    scene.exact = *std::move(exact);
    scene.found = *std::move(found);
    scene.view = *std::move(view);
    scene.full = softmaxWeights(problem);
    return scene;
}

Text conventionOf(const LongShortScene& scene)
{
    return text(
        "One softmax over r summaries and the window, logits q·k/√d; P = softmax over the tokens of X W_P, "
        "X the keys. Input: {0}.",
        "r 個の要約と窓に共通の softmax、ロジットは q·k/√d。P は X W_P のトークン方向の softmax（X "
        "はキー）。入力：{1}。",
        scene.input.label.en, scene.input.label.ja);
}

Result<Figure> computeScene(const Request& request, const RunContext& context)
{
    if (!context.advance(0, 3))
        return RunContext::cancelled();
    const Result<LongShortScene> scene = sceneOf(request, context);
    if (!scene)
        return scene.error();
    if (!context.advance(1, 3))
        return RunContext::cancelled();
    Result<std::vector<Panel>> panels = longShortPanels(*scene, context);
    if (!panels)
        return panels.error();
    if (!context.advance(2, 3))
        return RunContext::cancelled();
    Result<std::vector<Claim>> claims = longShortClaims(*scene, context);
    if (!claims)
        return claims.error();
    return Figure{.panels = *std::move(panels),
                  .columns = 2,
                  .readouts = longShortReadouts(*scene),
                  .claims = *std::move(claims),
                  .convention = conventionOf(*scene),
                  .notices = scene->input.notices};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return contest::trainTransformerLs(request, {}, context);
}

} // namespace

namespace contest {

Result<Figure> trainTransformerLs(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return trainBeside(computeScene, longShortContest(request.values[kTrainingSteps]), request, job, context);
}

} // namespace contest

namespace demos {

Demo transformer_ls()
{
    return {.id = "transformer-ls",
            .papers = {"transformer-ls"},
            .title = {"Transformer-LS: near exactly, far in summary",
                      "Transformer-LS：近くは厳密に、遠くは要約で"},
            .summary =
                {"A window and a few summaries of everything share one softmax: what that sees of full "
                 "attention near and far, why the summaries need a normalisation of their own, and what it "
                 "costs.",
                 "窓と全体の少数の要約が一つの softmax "
                 "を分け合う。近くと遠くで通常の注意の何が見えるか、要約に別の"
                 "正規化が必要な理由、計算量を示します。"},
            .parameters = parametersOf(),
            .panels = {{"full", {"Full attention", "通常の注意"}},
                       {"expanded", {"Window and summaries", "窓と要約"}},
                       {"window", {"Weights of the window", "窓の重み"}},
                       {"summaries", {"Weights of the summaries", "要約の重み"}},
                       {"needle", {"The last token", "最後のトークン"}},
                       {"distance-error", {"Error against distance", "距離と誤差"}},
                       {"norms", {"Norms of the branches", "二系統のノルム"}},
                       {"shift", {"Inserted tokens", "トークンの挿入"}},
                       {"cost", {"Cost against the tokens", "トークン数と計算量"}},
                       contest::kLossPanel,
                       contest::kScorePanel,
                       contest::kResultPanel},
            .compute = compute,
            .views = {{{"Near and far", "近くと遠く"}, {"full", "expanded", "needle", "distance-error"}},
                      {{"The joint softmax", "共通の softmax"}, {"window", "summaries", "expanded"}},
                      {{"Norms and projections", "ノルムと射影"}, {"norms", "shift"}},
                      {{"Cost", "計算量"}, {"cost"}},
                      {{"Trained to find needles", "印探しを学習"}, contest::trainingPanels(false)}}};
}

} // namespace demos
} // namespace kaba

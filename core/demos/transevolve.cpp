// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_input.h"
#include "core/attention/evolution_scene.h"
#include "core/base/demo.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_work.h"
#include "core/contest/contests.h"
#include "core/contest/trainers.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr IntParam kTrainingSteps = contest::stepsParam(2000);

enum class ParticleSource { Particles, Text };
constexpr Option kParticleSourceOptions[] = {
    {"particles", {"Clusters and a ring", "クラスタと環"}},
    {"text", {"Text, random embeddings", "テキスト（乱数の埋め込み）"}},
};
constexpr ChoiceParam kParticleSource{
    .id = "source",
    .label = {"Tokens from", "トークンの出どころ"},
    .options = kParticleSourceOptions,
    .help = {"Particles on two clusters and a ring, or the tokens of a text. Nothing here is learned.",
             "2 つのクラスタと環に置いた粒子か、テキストのトークンです。学習したものではありません。"},
};
bool isText(const ParameterSet& values)
{
    return values.as<ParticleSource>(kParticleSource) == ParticleSource::Text;
}

constexpr TextParam kOwnText = [] {
    TextParam words = kText;
    words.enabledWhen = isText;
    return words;
}();
constexpr ChoiceParam kSplit = [] {
    ChoiceParam split = kTokenKind;
    split.enabledWhen = isText;
    return split;
}();
constexpr IntParam kTokens = [] {
    IntParam tokens = tokensParam(256, 64);
    tokens.min = 16;
    return tokens;
}();
constexpr IntParam kWidth{
    .id = "dim",
    .label = {"Token width d", "トークンの幅 d"},
    .min = 16,
    .max = 64,
    .initial = 32,
    .help = {"Rounded up to a multiple of twice the heads.", "ヘッド数の 2 倍の倍数に切り上げます。"},
};
constexpr IntParam kHeads{
    .id = "heads",
    .label = {"Heads H", "ヘッド数 H"},
    .min = 1,
    .max = 4,
    .initial = 2,
    .help = {"Each has its own scores and its own part of the time vector.",
             "各ヘッドが独自のスコアと、時間ベクトルの独自の部分をもちます。"},
};
constexpr IntParam kShownHead{
    .id = "head",
    .label = {"Head on show", "表示するヘッド"},
    .min = 1,
    .max = 4,
    .initial = 2,
    .reach = [](const ParameterSet& values) { return values[kHeads]; },
};
constexpr IntParam kLayers{
    .id = "depth",
    .label = {"Layers L", "層の数 L"},
    .min = 1,
    .max = 12,
    .initial = 6,
    .help = {"Layers of the block: one product of queries and keys serves them all.",
             "ブロックの層数です。クエリとキーの積 1 回を全層で使います。"},
};
constexpr IntParam kLayer{
    .id = "layer",
    .label = {"Depth on show ℓ", "表示する深さ ℓ"},
    .min = 0,
    .max = 11,
    .initial = 3,
    .help = {"Drag it to let the weights evolve.", "動かすと重みが発展します。"},
    .reach = [](const ParameterSet& values) { return values[kLayers] - 1; },
};
constexpr RealParam kAmplitude{
    .id = "amplitude",
    .label = {"Amplitude of time", "時間の振幅"},
    .min = 0,
    .max = 3,
    .initial = 1,
    .help =
        {"Multiplies the coefficients c of t(ℓ), drawn as the code initialises them; 0 stops the evolution.",
         "t(ℓ) の係数 c（コードの初期値と同じ乱数）に掛けます。0 では発展しません。"},
};
constexpr RealParam kDivisor{
    .id = "divisor",
    .label = {"Divisor of the frequency", "周波数の除数"},
    .min = 16,
    .max = 256,
    .initial = 64,
    .scale = Scale::Log,
    .help = {"t(ℓ) is made of sin and cos of ℓπp/divisor; the official code takes 64.",
             "t(ℓ) は ℓπp/除数 の sin と cos からなります。公式コードは 64 です。"},
};
constexpr Option kForwardOptions[] = {
    {"none", {"None", "なし"}},
    {"full", {"Own matrices in each layer", "層ごとの行列"}},
    {"random", {"Random waves of depth", "深さの乱数波"}},
};
constexpr ChoiceParam kForward{
    .id = "feed-forward",
    .label = {"Feed-forward part", "フィードフォワード"},
    .options = kForwardOptions,
    .help = {"What follows attention in each layer; the paper calls them fullFF and randomFF.",
             "各層で注意の後に置く部分です。論文の fullFF と randomFF に当たります。"},
};
constexpr Option kOperatorOptions[] = {
    {"code", {"As the official code", "公式コードの形"}},
    {"exact", {"Exact expansion", "厳密な展開"}},
};
constexpr ChoiceParam kOperators{
    .id = "operators",
    .label = {"Time operators", "時間作用素"},
    .options = kOperatorOptions,
    .help = {"The code's time terms read all channels and are not scaled; multiplied out exactly, they are "
             "those of attention between [x; t].",
             "コードの時間の項は全チャネルを使い、スケールしません。厳密な展開では [x; t] "
             "どうしの注意の項になります。"},
};

/// d, brought to a multiple of 2H.
Eigen::Index widthOf(const ParameterSet& values)
{
    const Eigen::Index unit = 2 * static_cast<Eigen::Index>(values[kHeads]);
    return (values[kWidth] + unit - 1) / unit * unit;
}

Result<Particles> particlesOf(const Request& request, Random& random)
{
    const ParameterSet& values = request.values;
    if (!isText(values))
        return ringAndClusters(random, values[kTokens], widthOf(values));
    Result<TokenList> list = splitTokens(values[kOwnText], values.as<TokenKind>(kSplit),
                                         static_cast<std::size_t>(values[kTokens]));
    if (!list)
        return list.error();
    if (list->tokens.empty())
        return Error{Error::Kind::CannotCompute,
                     {"The text holds no token: write some words into it.",
                      "テキストにトークンがありません。文字を入力してください。"}};
    Particles particles{
        .places = tokenEmbeddings(list->tokens, widthOf(values), request.seed),
        .group = std::vector<std::size_t>(list->tokens.size(), 0),
        .groups = {{"tokens", "トークン"}},
        .names = std::move(list->tokens),
        .label = {"tokens of a text with random embeddings", "テキストのトークン（乱数の埋め込み）"}};
    if (!list->isWhole)
        particles.notices.push_back(text("The first {} tokens of the text are taken; the rest is left out.",
                                         "テキストの最初の {} トークンを使い、残りは省きました。",
                                         values[kTokens]));
    return particles;
}

StackSettings settingsOf(const ParameterSet& values)
{
    return {.layers = values[kLayers],
            .divisor = values[kDivisor],
            .operators = values.as<TimeOperators>(kOperators),
            .feedForward = values.as<FeedForward>(kForward)};
}

Result<EvolutionScene> sceneOf(const Request& request, const RunContext& context)
{
    Random random(static_cast<std::uint64_t>(request.seed));
    Result<Particles> particles = particlesOf(request, random);
    if (!particles)
        return particles.error();
    const ParameterSet& values = request.values;
    const StackSettings settings = settingsOf(values);
    StackWeights weights =
        stackWeights(random, widthOf(values), values[kHeads], values[kAmplitude], settings);
    AttentionCost apart;
    EvolvedScores scores(particles->places, weights.attention, settings.operators, apart);
    Result<StackRun> evolved = runStack(particles->places, weights, settings, Scores::Evolved, context);
    if (!evolved)
        return evolved.error();
    EvolutionScene scene{request,
                         *std::move(particles),
                         settings,
                         std::move(weights),
                         std::move(scores),
                         *std::move(evolved),
                         {},
                         std::min(values[kLayer], settings.layers - 1),
                         std::min(values[kShownHead], values[kHeads]) - 1};
    if (!scene.wantsAny({"divergence", "entropy", "score-cost", "total-cost"}))
        return scene;
    Result<StackRun> plain =
        runStack(scene.particles.places, scene.weights, settings, Scores::Recomputed, context);
    if (!plain)
        return plain.error();
    scene.recomputed = *std::move(plain);
    return scene;
}

Text conventionOf(const EvolutionScene& scene)
{
    return text("X ← X + softmax(A(ℓ)) LN(X) W_O, without a value projection, d = {0}, D = {1}; c and W_O "
                "are shared by "
                "all layers; tokens: {2}; all weights are random.",
                "X ← X + softmax(A(ℓ)) LN(X) W_O（値の射影なし、d = {0}、D = {1}）。c と W_O は全層で共通。"
                "トークン：{3}。重みはすべて乱数。",
                scene.particles.places.cols(), scene.weights.attention.channels(), scene.particles.label.en,
                scene.particles.label.ja);
}

std::vector<NamedArray> arraysOf(const EvolutionScene& scene)
{
    const EvolutionWeights& weights = scene.weights.attention;
    return {namedArray("X", scene.particles.places), namedArray("W_Q_x", weights.queryTokens),
            namedArray("W_K_x", weights.keyTokens),  namedArray("W_Q_t", weights.queryTime),
            namedArray("W_K_t", weights.keyTime),    namedArray("c", weights.coefficients),
            namedArray("W_O", weights.output)};
}

using Part = Status (*)(const EvolutionScene&, Figure&, const RunContext&);
constexpr Part kParts[] = {addEvolution, addFlow, addEvolutionCosts, addRandomFeedForward};

Result<Figure> computeScene(const Request& request, const RunContext& context)
{
    if (!context.advance(0, std::ssize(kParts)))
        return RunContext::cancelled();
    const Result<EvolutionScene> scene = sceneOf(request, context);
    if (!scene)
        return scene.error();
    Figure figure{.columns = 2,
                  .convention = conventionOf(*scene),
                  .notices = scene->particles.notices,
                  .arrays = arraysOf(*scene)};
    for (const Part part : kParts)
        if (const Status added = part(*scene, figure, context); !added)
            return added.error();
    return figure;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return contest::trainTransevolve(request, {}, context);
}

} // namespace

namespace contest {

Result<Figure> trainTransevolve(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return trainBeside(computeScene, evolvedContest(request.values[kTrainingSteps]), request, job, context);
}

} // namespace contest

namespace demos {

Demo transevolve()
{
    return {
        .id = "transevolve",
        .papers = {"transevolve"},
        .title = {"TransEvolve: scores that evolve with depth", "TransEvolve：深さとともに発展するスコア"},
        .summary =
            {"Scores formed once for many layers: what depth adds to them, how tokens move, and what is "
             "saved.",
             "多くの層に対して 1 度だけ計算したスコアに、深さが何を加えるか、トークンがどう動くか、"
             "何が節約できるかを示します。"},
        .parameters = {kParticleSource, kOwnText, kSplit, kTokens, kWidth, kHeads, kLayers, kLayer,
                       kShownHead, kAmplitude, kDivisor, kOperators, kForward, kTrainingSteps},
        .panels = {{"weights", {"Evolved weights", "発展した重み"}},
                   {"bias", {"Bias of each key", "キーごとのバイアス"}},
                   {"strip", {"All depths side by side", "全深さの一覧"}},
                   {"divergence", {"Distance from depth 0", "深さ 0 からの隔たり"}},
                   {"entropy", {"Entropy over depth", "深さとエントロピー"}},
                   {"trajectories", {"Paths of the tokens", "トークンの軌跡"}},
                   {"score-cost", {"Cost of the scores", "スコアの計算量"}},
                   {"total-cost", {"Cost of the stack", "全体の計算量"}},
                   {"rank", {"Rank of the random matrices", "乱数行列の階数"}},
                   {"rotation", {"Distance from a rotation", "回転からの隔たり"}},
                   contest::kLossPanel,
                   contest::kScorePanel,
                   contest::kResultPanel},
        .compute = compute,
        .views = {{{"Weights that evolve", "発展する重み"}, {"weights", "bias", "strip"}},
                  {{"Evolved or formed anew", "発展と再計算"}, {"divergence", "entropy"}},
                  {{"Tokens as particles", "粒子としてのトークン"}, {"trajectories"}},
                  {{"Cost", "計算量"}, {"score-cost", "total-cost"}},
                  {{"Random feed-forward matrices", "乱数のフィードフォワード行列"}, {"rank", "rotation"}},
                  {{"Trained to compare", "比較を学習"}, contest::trainingPanels(false)}}};
}

} // namespace demos
} // namespace kaba

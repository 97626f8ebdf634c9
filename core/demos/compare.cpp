// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/attention_panels.h"
#include "core/attention/comparison.h"
#include "core/attention/comparison_claims.h"
#include "core/attention/comparison_panels.h"
#include "core/attention/exact_attention.h"
#include "core/base/demo.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaba {
namespace {

constexpr int kMostTokens = 2048;
constexpr IntParam kTokens = tokensParam(kMostTokens, 128);
constexpr IntParam kBudget = budgetParam(kMostTokens, 32);
constexpr IntParam kLongest{
    .id = "longest",
    .label = {"Longest sequence", "最長の系列"},
    .min = 1024,
    .max = 16384,
    .initial = 2048,
    .scale = Scale::Log,
    .help = {"Where the curves over n end; quadratic methods other than softmax end at 1024.",
             "n を横軸とする曲線の右端です。softmax 以外の 2 乗の方式は 1024 で打ち切ります。"},
};

std::vector<Parameter> parametersOf()
{
    std::vector<Parameter> all = attentionSourceParameters(kTokens, AttentionSource::Clusters);
    all.insert(all.end(), {kHead, kCausal, kTemperature, kDistance, kBudget, kLongest});
    return all;
}

std::string matrixPanelId(const Mechanism& mechanism) { return fmt::format("matrix-{}", mechanism.id); }

/// The ids and labels of the matrices of all mechanisms, which live as long as the program.
const std::vector<PanelName>& matrixPanels()
{
    static const std::vector<std::pair<std::string, Text>> kWords = [] {
        std::vector<std::pair<std::string, Text>> words;
        for (const Mechanism& mechanism : allMechanisms()) {
            const Text name = shortName(mechanism);
            words.emplace_back(matrixPanelId(mechanism), text("Matrix: {0}", "行列：{1}", name.en, name.ja));
        }
        return words;
    }();
    static const std::vector<PanelName> kPanels = [] {
        std::vector<PanelName> panels;
        panels.reserve(kWords.size());
        for (const auto& [id, label] : kWords)
            panels.push_back({id, {label.en, label.ja}});
        return panels;
    }();
    return kPanels;
}

std::vector<PanelName> panelNames()
{
    std::vector<PanelName> panels{{"pareto", {"Error against cost", "計算量と誤差"}},
                                  {"scores", {"Table", "表"}},
                                  {"budget", {"Error against budget", "予算と誤差"}},
                                  {"entropy", {"Entropy kept", "残るエントロピー"}},
                                  {"cost", {"Multiply-adds against n", "n に対する積和"}},
                                  {"memory", {"Memory against n", "n に対するメモリ"}},
                                  {"time", {"Time against n", "n に対する時間"}}};
    std::ranges::copy(matrixPanels(), std::back_inserter(panels));
    return panels;
}

std::vector<View> viewsOf()
{
    View matrices{.label = {"The matrices", "行列を並べる"}, .panels = {}};
    for (const PanelName& panel : matrixPanels())
        matrices.panels.push_back(panel.id);
    return {{{"Error and cost", "誤差と計算量"}, {"pareto"}},
            std::move(matrices),
            {{"In numbers", "数値で"}, {"scores"}},
            {{"As budgets grow", "予算を増やす"}, {"budget", "entropy"}},
            {{"As tokens grow", "トークンを増やす"}, {"cost", "memory", "time"}}};
}

bool wantsMatrices(const Request& request)
{
    const auto wanted = [&](const PanelName& panel) { return request.wants(panel.id); };
    return request.wants("scores") || request.wants("entropy") || std::ranges::any_of(matrixPanels(), wanted);
}
bool wantsGrowth(const Request& request)
{
    return request.wants("cost") || request.wants("memory") || request.wants("time");
}

/// All that the panels read, and the panels of matrices, which are too large to keep.
struct Scene {
    const Request& request;
    AttentionInput input;
    ComparisonTask task;
    std::vector<const Mechanism*> mechanisms;
    std::vector<MechanismScore> scores;
    std::vector<Panel> matrices;
    std::vector<BudgetSweep> budgets;
    std::vector<TokensSweep> growths;
};

Result<Scene> prepared(const Request& request, const RunContext& context)
{
    Result<AttentionInput> input = attentionInputOf(request);
    if (!input)
        return input.error();
    Result<AttentionResult> exact = exactAttention(input->problem, context);
    if (!exact)
        return exact.error();
    const MechanismSettings settings{request.values, request.values[kBudget], request.seed};
    ComparisonTask task{input->problem, *std::move(exact), {}, settings};
    if (wantsMatrices(request))
        task.weights = softmaxWeights(task.problem);
    std::vector<const Mechanism*> mechanisms = mechanismsFor(task.problem);
    return Scene{request, *std::move(input), std::move(task), std::move(mechanisms), {}, {}, {}, {}};
}

/// How far a figure has come: every mechanism takes one step for its score and one for its growth.
class Steps {
public:
    Steps(const RunContext& context, std::size_t total)
        : m_context(context)
        , m_total(static_cast<std::ptrdiff_t>(total))
    {}
    bool advance(std::size_t steps)
    {
        return m_context.advance(std::exchange(m_done, m_done + static_cast<std::ptrdiff_t>(steps)), m_total);
    }

private:
    const RunContext& m_context;
    std::ptrdiff_t m_done = 0, m_total;
};

/// A score, and the matrix as a panel where it is wanted.
struct Scored {
    MechanismScore score;
    std::vector<Panel> matrix = {};
};

Result<Scored> scored(const Scene& scene, const Mechanism& mechanism, double largest,
                      const RunContext& context)
{
    Eigen::MatrixXd shown;
    const Result<MechanismScore> score = scoreOf(
        mechanism, scene.task, [&](const Eigen::MatrixXd& weights) { shown = weights; }, context);
    if (!score)
        return score.error();
    const std::string id = matrixPanelId(mechanism);
    if (!scene.request.wants(id))
        return Scored{*score};
    const Text name = shortName(mechanism);
    return Scored{
        *score,
        {smallMatrixPanel(
            id, text("{0}: error {2:.2g}", "{1}：誤差 {2:.2g}", name.en, name.ja, score->matrixError), shown,
            largest)}};
}

/// Some at once, so that a long comparison can tell how far it is.
Status addScores(Scene& scene, Steps& steps, const RunContext& context)
{
    constexpr std::size_t kAtOnce = 4;
    const double largest = scene.task.weights.size() > 0 ? scene.task.weights.maxCoeff() : 0;
    const std::size_t count = scene.mechanisms.size();
    for (std::size_t first = 0; first < count; first += kAtOnce) {
        const std::size_t size = std::min(kAtOnce, count - first);
        if (!steps.advance(size))
            return RunContext::cancelled();
        Result<std::vector<Scored>> group = resultsInParallel(size, [&](std::size_t i) {
            return scored(scene, *scene.mechanisms[first + i], largest, context);
        });
        if (!group)
            return group.error();
        for (Scored& each : *group) {
            scene.scores.push_back(each.score);
            std::ranges::move(each.matrix, std::back_inserter(scene.matrices));
        }
    }
    return Done{};
}

/// A problem of any number of tokens with the controls of the request: Gaussian where its source cannot grow.
AttentionProblem grown(const Request& request, int tokens)
{
    constexpr int kMostWidth = 64;
    Request longer = request;
    const auto source = request.values.as<AttentionSource>(kSource);
    const bool grows = source == AttentionSource::Gaussian || source == AttentionSource::Clusters;
    static const std::vector<Parameter> kDeclared = [] {
        std::vector<Parameter> all = attentionSourceParameters(tokensParam(kLongest.max, 128));
        all.insert(all.end(), {kHead, kCausal, kTemperature, kDistance});
        return all;
    }();
    longer.values = ParameterSet(kDeclared);
    for (const Parameter& parameter : kDeclared)
        if (idOf(parameter) != kTokens.id && (grows || idOf(parameter) != kSource.id))
            static_cast<void>(longer.values.set(idOf(parameter), request.values.value(idOf(parameter))));
    static_cast<void>(longer.values.set(kTokens.id, tokens));
    static_cast<void>(longer.values.set(kDim.id, std::min(request.values[kDim], kMostWidth)));
    return attentionInputOf(longer)->problem;
}

int longestFor(const Mechanism& mechanism, int asked)
{
    constexpr int kMostForQuadratic = 1024;
    const bool isSlow = mechanism.growth >= 2 && &mechanism != &allMechanisms().front();
    return isSlow ? std::min(asked, kMostForQuadratic) : asked;
}

/// A single column for a table, which is wide; many for many small matrices.
int columnsFor(const Request& request)
{
    const auto wanted = [&](const PanelName& panel) { return request.wants(panel.id); };
    const auto matrices = std::ranges::count_if(matrixPanels(), wanted);
    if (request.wants("scores"))
        return 1;
    return matrices > 6 ? 4 : matrices > 4 ? 3 : 2;
}

Status addGrowth(Scene& scene, Steps& steps, const RunContext& context)
{
    constexpr int kShortest = 512;
    constexpr int kMostBudget = 64;
    const Request& request = scene.request;
    const int budget = std::min(request.values[kBudget], kMostBudget);
    const Clock clock = request.timings && request.wants("time") ? Clock::Milliseconds : Clock::None;
    for (const Mechanism* mechanism : scene.mechanisms) {
        if (!steps.advance(1))
            return RunContext::cancelled();
        Result<TokensSweep> sweep = costAgainstTokens(
            attenderOf(*mechanism, request.values, request.seed),
            [&](int count) { return grown(request, count); }, budget,
            doublingFrom(kShortest, longestFor(*mechanism, request.values[kLongest])), clock, context);
        if (!sweep)
            return sweep.error();
        scene.growths.push_back(*std::move(sweep));
    }
    return Done{};
}

std::vector<Panel> panelsOf(Scene& scene)
{
    const Request& request = scene.request;
    std::vector<Panel> panels;
    if (request.wants("pareto"))
        panels.push_back(paretoPanel(scene.budgets, scene.scores));
    if (request.wants("scores"))
        panels.push_back(scoresPanel(scene.scores, scene.task));
    if (request.wants("budget"))
        panels.push_back(errorAgainstBudgetPanel("budget", scene.budgets));
    if (request.wants("entropy"))
        panels.push_back(keptEntropyPanel(scene.scores));
    if (request.wants("cost"))
        panels.push_back(growthPanel("cost", scene.growths, Growth::MultiplyAdds));
    if (request.wants("memory"))
        panels.push_back(growthPanel("memory", scene.growths, Growth::Numbers));
    if (request.timings && request.wants("time"))
        panels.push_back(growthPanel("time", scene.growths, Growth::Milliseconds));
    std::ranges::move(scene.matrices, std::back_inserter(panels));
    return panels;
}

Result<std::vector<Claim>> claimsOf(const Scene& scene, const RunContext& context)
{
    Result<Claim> limit = limitClaim(scene.mechanisms, scene.task, context);
    if (!limit)
        return limit.error();
    std::vector<Claim> claims{exactClaim(scene.scores.front()), *std::move(limit)};
    if (scene.task.weights.size() > 0)
        claims.push_back(linearityClaim(scene.scores));
    if (!scene.growths.empty())
        std::ranges::move(slopeClaims(scene.mechanisms, scene.growths), std::back_inserter(claims));
    return claims;
}

std::vector<Readout> readoutsOf(const Scene& scene)
{
    std::vector<Readout> readouts;
    for (const MechanismScore& score : scene.scores) {
        if (score.mechanism == scene.mechanisms.front())
            continue;
        const Text name = shortName(*score.mechanism);
        readouts.push_back({.id = fmt::format("error-{}", score.mechanism->id),
                            .label = text("Error: {0}", "誤差：{1}", name.en, name.ja),
                            .value = score.outputError});
    }
    return readouts;
}

std::vector<Text> noticesOf(const Scene& scene)
{
    std::vector<Text> notices = scene.input.notices;
    for (const Mechanism& mechanism : allMechanisms())
        if (std::ranges::find(scene.mechanisms, &mechanism) == scene.mechanisms.end())
            notices.push_back(text("{0} has no causal form and is left out.",
                                   "{1} には因果的な形がないため省いた。", shortName(mechanism).en,
                                   shortName(mechanism).ja));
    return notices;
}

Text conventionOf(const Scene& scene)
{
    return text(
        "Errors are ‖found − exact‖/‖exact‖ (Frobenius); every method gets the same budget, its own "
        "meaning of it; multiply-adds are counted as they happen; input: {0}. Nothing is trained. In the "
        "table W is the "
        "matrix, its target the one that the method's paper approximates; cost is multiply-adds ÷ exact, "
        "memory numbers ÷ n², entropy the mean of the rows in nats.",
        "誤差は ‖近似 − "
        "厳密‖/‖厳密‖（フロベニウスノルム）。予算の値は全方式に共通で、意味は方式ごとに異なる。"
        "積和は実行箇所で数える。入力：{1}。学習したものはない。表の W は注意行列、目標は各論文が近似の対象と"
        "する行列、計算量は積和の厳密比、メモリは数の個数 ÷ n²、エントロピーは行の平均（nats）。",
        scene.input.label.en, scene.input.label.ja);
}

Status fill(Scene& scene, const RunContext& context)
{
    const bool grows = wantsGrowth(scene.request);
    Steps steps(context, scene.mechanisms.size() * (grows ? 2 : 1));
    if (Status done = addScores(scene, steps, context); !done)
        return done;
    if (scene.request.wants("pareto") || scene.request.wants("budget")) {
        Result<std::vector<BudgetSweep>> budgets = sweepBudgets(scene.mechanisms, scene.task, context);
        if (!budgets)
            return budgets.error();
        scene.budgets = *std::move(budgets);
    }
    return grows ? addGrowth(scene, steps, context) : Status(Done{});
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<Scene> scene = prepared(request, context);
    if (!scene)
        return scene.error();
    if (Status done = fill(*scene, context); !done)
        return done.error();
    Result<std::vector<Claim>> claims = claimsOf(*scene, context);
    if (!claims)
        return claims.error();
    return Figure{.panels = panelsOf(*scene),
                  .columns = columnsFor(request),
                  .readouts = readoutsOf(*scene),
                  .claims = *std::move(claims),
                  .convention = conventionOf(*scene),
                  .notices = noticesOf(*scene)};
}

} // namespace

namespace demos {

Demo compare()
{
    return {.id = "compare",
            .papers = papersWithMechanisms(),
            .title = {"All attentions side by side", "あらゆる注意の比較"},
            .summary = {"One input through every mechanism of attention: what each keeps, and what it costs.",
                        "一つの入力をすべての注意機構に通し、何が残り、何を要するかを比べます。"},
            .parameters = parametersOf(),
            .panels = panelNames(),
            .compute = compute,
            .views = viewsOf()};
}

} // namespace demos
} // namespace kaba

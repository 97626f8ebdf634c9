// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/skyformer_scene.h"
#include "core/math/symmetric_eigen.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kMostConditioned = 128; ///< tokens whose matrices are decomposed at each scale
constexpr double kLeastRatio = 1e-16;          ///< of the largest value: below it stands rounding

/// Singular values over the largest of them, which the axis of a logarithm can show.
struct Decay {
    std::string id;
    Text name;
    Role role;
    Samples values;

    double condition() const { return 1 / values.back(); }
};

Decay decayOf(std::string id, Text name, Role role, Samples values)
{
    const double largest = std::max(values.front(), 1e-300);
    for (double& value : values)
        value = std::max(value / largest, kLeastRatio);
    return {std::move(id), std::move(name), role, std::move(values)};
}

/// exp(QKᵀ/√p), what softmax divides by its row sums, over its largest entry.
Eigen::MatrixXd numerators(const AttentionProblem& problem)
{
    const Eigen::MatrixXd logits = attentionLogits(problem);
    return (logits.array() - logits.maxCoeff()).exp();
}

/// Of κ(Z, Z), the largest first.
Eigen::VectorXd liftedEigenvalues(const SkyformerScene& scene)
{
    AttentionCost ignored;
    const Eigen::MatrixXd rows = liftedRows(scene.problem());
    return symmetricEigenvaluesOf(gaussianKernel(ignored, rows, rows)).reverse();
}

struct Spectra {
    std::vector<Decay> decays; ///< lifted, C, A
    double dimension;          ///< d_stat
};

Result<Spectra> spectraOf(const SkyformerScene& scene, const RunContext& context)
{
    const Eigen::VectorXd lifted = liftedEigenvalues(scene);
    const double lambda = std::max(scene.accuracy * scene.norm, 1e-300);
    Spectra spectra{{}, statisticalDimension(lifted, lambda)};
    spectra.decays.push_back(decayOf("lifted", {"lifted kernel, 2n × 2n", "持ち上げたカーネル（2n × 2n）"},
                                     Role::State, Samples(lifted.begin(), lifted.end())));
    const auto add = [&](std::string id, Text name, Role role, const Eigen::MatrixXd& matrix) {
        if (!context.stopRequested())
            spectra.decays.push_back(decayOf(std::move(id), std::move(name), role, singularValues(matrix)));
    };
    add("kernel", {"Gaussian kernel C", "ガウスカーネル C"}, Role::Output, scene.kernel);
    add("numerators", {"A = exp(QKᵀ/√p)", "A = exp(QKᵀ/√p)"}, Role::Reference, numerators(scene.problem()));
    if (context.stopRequested())
        return RunContext::cancelled();
    return spectra;
}

Panel spectraPanel(const SkyformerScene& scene, const Spectra& spectra)
{
    Panel panel{.id = "spectra",
                .title = text("To reach ε = {0:.2g}, d_stat = {1:.1f} directions count",
                              "ε = {0:.2g} に達するのに効く方向の数は d_stat = {1:.1f}", scene.accuracy,
                              spectra.dimension),
                .x = {.label = {"index", "番号"}, .kind = Axis::Kind::Log},
                .y = {.label = {"singular value over the largest", "特異値（最大値との比）"},
                      .kind = Axis::Kind::Log}};
    for (const Decay& decay : spectra.decays)
        panel.layers.push_back({.id = decay.id,
                                .label = decay.name,
                                .data = Line{RegularGrid{1, 1, decay.values.size()}, decay.values},
                                .role = decay.role});
    panel.layers.push_back({.id = "statistical-dimension",
                            .label = {"d_stat", "d_stat"},
                            .data = Rule{Rule::Axis::X, std::max(spectra.dimension, 1.0)},
                            .role = Role::Accent});
    return panel;
}

/// Condition numbers as queries and keys grow, the rest of the input as it is.
struct Conditions {
    Eigen::Index tokens;    ///< the first of them
    Samples factors = {};   ///< on the deviation of queries and keys
    Samples kernel = {};    ///< of C
    Samples numerator = {}; ///< of A
    Samples softmax = {};

    /// The largest of C over A.
    double worst() const
    {
        double largest = 0;
        for (std::size_t i = 0; i < kernel.size(); ++i)
            largest = std::max(largest, kernel[i] / numerator[i]);
        return largest;
    }
};

AttentionProblem scaledHead(const AttentionProblem& problem, Eigen::Index tokens, double factor)
{
    AttentionProblem head;
    head.queries = factor * problem.queries.topRows(tokens);
    head.keys = factor * problem.keys.topRows(tokens);
    return head;
}

double conditionOf(const Eigen::MatrixXd& matrix)
{
    return decayOf({}, {}, {}, singularValues(matrix)).condition();
}

Result<Conditions> conditionsOf(const SkyformerScene& scene, const RunContext& context)
{
    Conditions conditions{.tokens = std::min(scene.problem().tokens(), kMostConditioned)};
    for (int half = -2; half <= 4; ++half) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const double factor = std::exp2(half / 2.0);
        const AttentionProblem head = scaledHead(scene.problem(), conditions.tokens, factor);
        conditions.factors.push_back(factor);
        conditions.kernel.push_back(conditionOf(kernelWeights(head)));
        conditions.numerator.push_back(conditionOf(numerators(head)));
        conditions.softmax.push_back(conditionOf(softmaxWeights(head)));
    }
    return conditions;
}

Panel conditioningPanel(const Conditions& conditions)
{
    const auto curve = [&](std::string id, Text label, const Samples& values, Role role) {
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Line{conditions.factors, values},
                     .role = role};
    };
    return {
        .id = "conditioning",
        .title = conditions.worst() <= 1
                     ? Text{"The Gaussian kernel is the better conditioned one here",
                            "ここではガウスカーネルのほうが条件がよい"}
                     : Text{"The Gaussian kernel is not always the better conditioned one",
                            "ガウスカーネルのほうが条件がよいとは限らない"},
        .x = {.label = {"factor on queries and keys", "クエリとキーにかける倍率"}, .kind = Axis::Kind::Log},
        .y = {.label = text("condition number of {} tokens", "{} トークンでの条件数", conditions.tokens),
              .kind = Axis::Kind::Log},
        .layers = {
            curve("kernel", {"Gaussian kernel C", "ガウスカーネル C"}, conditions.kernel, Role::Output),
            curve("numerators", {"A = exp(QKᵀ/√p)", "A = exp(QKᵀ/√p)"}, conditions.numerator,
                  Role::Reference),
            curve("softmax", {"softmax", "softmax"}, conditions.softmax, Role::State)}};
}

Claim betterConditioned(const Conditions& conditions)
{
    return {
        .id = "better-conditioned",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"The Gaussian kernel is better conditioned than A = exp(QKᵀ/√p): the largest ratio of their "
             "condition numbers while queries and keys grow from half to four times.",
             "ガウスカーネルは A = exp(QKᵀ/√p) より条件がよい：クエリとキーを 0.5 倍から 4 倍まで変えたときの"
             "条件数の比の最大値。"},
        .source = {"Skyformer (2021), section 4.1", "Skyformer (2021)、4.1 節"},
        .expected = 1,
        .measured = conditions.worst(),
        .remark = {"The paper argues from trained models. Scaling rows and columns can harm as well: for "
                   "independent "
                   "Gaussian queries and keys it does from σ of about 1 on.",
                   "論文は学習済みモデルから論じている。行と列の割り引きは不利にも働き、独立な正規乱数のクエ"
                   "リとキーでは "
                   "σ が 1 前後からそうなる。"}};
}

} // namespace

Status addSkyformerSpectra(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    if (scene.request.wants("spectra")) {
        const Result<Spectra> spectra = spectraOf(scene, context);
        if (!spectra)
            return spectra.error();
        figure.panels.push_back(spectraPanel(scene, *spectra));
        figure.readouts.push_back({.id = "statistical-dimension",
                                   .label = {"Statistical dimension d_stat", "統計的次元 d_stat"},
                                   .value = spectra->dimension});
    }
    if (scene.request.wants("conditioning")) {
        const Result<Conditions> conditions = conditionsOf(scene, context);
        if (!conditions)
            return conditions.error();
        figure.panels.push_back(conditioningPanel(*conditions));
        figure.claims.push_back(betterConditioned(*conditions));
    }
    return Done{};
}

} // namespace kaba

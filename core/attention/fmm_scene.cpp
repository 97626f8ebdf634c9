// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/fmm_scene.h"

#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kBlock = 64; ///< particles of a block
constexpr Eigen::Index kRankBands[] = {0, 5, 10, 20};
constexpr std::size_t kMostRank = 32;
constexpr int kCostDim = 16;

Result<AttentionInput> inputOf(const Request& request)
{
    const ParameterSet& values = request.values;
    if (values.as<FmmSource>(kFmmSource) != FmmSource::Local)
        return attentionInputFor(request, 0);
    AttentionInput input;
    input.problem = localAttention(
        values[kFmmTokens],
        {.height = values[kFmmHeight], .reach = values[kFmmReach], .background = values[kFmmBackground]},
        static_cast<std::uint64_t>(request.seed));
    input.label = {"logits a·e^(−|i−j|/ℓ) + c·u·v with random u, v of 3 numbers",
                   "ロジット a·e^(−|i−j|/ℓ) + c·u·v（u と v は 3 個の乱数）"};
    return input;
}

Status setMatrix(FmmScene& scene)
{
    const ParameterSet& values = scene.request->values;
    if (fmmIsFrom<FmmSource::Particles>(values)) {
        scene.matrix = particleBlock(values.as<ParticleKernel>(kParticleKernel), scene.layout(), 0, 0,
                                     values[kFmmTokens]);
    } else {
        Result<AttentionInput> input = inputOf(*scene.request);
        if (!input)
            return input.error();
        scene.input = *std::move(input);
        scene.matrix = softmaxWeights(scene.input->problem);
    }
    scene.far = scene.matrix - bandOf(scene.matrix, scene.band());
    return Done{};
}

Status runMechanism(FmmScene& scene, const RunContext& context)
{
    if (!scene.input)
        return Done{};
    const AttentionProblem& problem = scene.input->problem;
    FmmSettings linear = scene.settings();
    linear.band = 0;
    linear.farWeight = 1;
    Result<Eigen::MatrixXd> found = fmmWeights(problem, scene.settings(), context);
    const Result<Eigen::MatrixXd> farOnly = fmmWeights(problem, linear, context);
    const Result<AttentionResult> run = fmmAttention(problem, scene.settings(), context);
    const Result<AttentionResult> exact = exactAttention(problem, context);
    if (!found || !farOnly || !run || !exact)
        return RunContext::cancelled();
    scene.found = *std::move(found);
    scene.linearError = relativeError(*farOnly, scene.matrix);
    scene.cost = run->cost;
    scene.exactCost = exact->cost;
    return Done{};
}

Samples farSingular(const FmmScene& scene, Eigen::Index band)
{
    return singularValues(scene.matrix - bandOf(scene.matrix, band));
}

Status computeRanks(FmmScene& scene, const RunContext& context)
{
    if (scene.wants("fit")) {
        scene.fit = bestFit(scene.far, scene.rank());
        const Samples tail = rankErrors(singularValues(scene.far), scene.matrix.norm(),
                                        static_cast<std::size_t>(scene.rank()));
        const double measured = relativeError(scene.matrix - scene.far + scene.fit, scene.matrix);
        scene.fitDifference = std::abs(tail.back() - measured);
    }
    if (!scene.wants("far-rank"))
        return Done{};
    std::vector<Eigen::Index> bands(std::begin(kRankBands), std::end(kRankBands));
    if (std::ranges::find(bands, scene.band()) == bands.end())
        bands.push_back(scene.band());
    for (const Eigen::Index band : bands) {
        if (!context.advance(static_cast<std::ptrdiff_t>(scene.ranks.size()), std::ssize(bands)))
            return RunContext::cancelled();
        scene.ranks.push_back({band, rankErrors(farSingular(scene, band), scene.matrix.norm(), kMostRank)});
    }
    return Done{};
}

Status computeSpectra(FmmScene& scene, const RunContext& context)
{
    if (!scene.wants("spectrum"))
        return Done{};
    scene.spectra = {
        {"matrix", {"A", "A"}, singularValues(scene.matrix), Role::Reference},
        {"far", {"A without its band", "帯を除いた A"}, singularValues(scene.far), Role::Output}};
    for (int kernels = 1; scene.input && kernels <= kMostFarKernels; ++kernels) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<Eigen::MatrixXd> field =
            fmmWeights(scene.input->problem, {.band = 0, .farKernels = kernels, .farWeight = 1}, context);
        if (!field)
            return field.error();
        scene.spectra.push_back({"kernels-" + std::to_string(kernels),
                                 text("far field, r = {}", "遠方場 r = {}", kernels), singularValues(*field),
                                 Role::Accent, kernels - 1});
    }
    return Done{};
}

/// The curve of the mechanism with so many far kernels; none: the near field alone.
Result<BandCurve> bandCurve(const FmmScene& scene, int kernels, const RunContext& context)
{
    BandCurve curve{.id = "kernels-" + std::to_string(kernels),
                    .name = kernels == 0 ? Text("near field alone", "近接場のみ")
                                         : text("FMMformer, r = {}", "FMMformer r = {}", kernels),
                    .errors = {},
                    .role = kernels == 0 ? Role::State : Role::Output,
                    .shade = std::max(0, kernels - 1)};
    for (const Eigen::Index band : kFmmBands) {
        FmmSettings settings = scene.settings();
        settings.band = band;
        settings.farKernels = kernels;
        settings.nearWeight = kernels == 0 ? 1 : settings.nearWeight;
        const Result<Eigen::MatrixXd> weights = fmmWeights(scene.input->problem, settings, context);
        if (!weights)
            return weights.error();
        curve.errors.push_back(relativeError(*weights, scene.matrix));
    }
    return curve;
}

Status computeBandwidths(FmmScene& scene, const RunContext& context)
{
    if (!scene.wants("bandwidth"))
        return Done{};
    BandCurve best{.id = "fit",
                   .name = text("band of A and best rank {}", "A の帯と階数 {} の最良近似", scene.rank()),
                   .errors = {},
                   .role = Role::Reference};
    for (const Eigen::Index band : kFmmBands) {
        if (context.stopRequested())
            return RunContext::cancelled();
        best.errors.push_back(
            rankErrors(farSingular(scene, band), scene.matrix.norm(), static_cast<std::size_t>(scene.rank()))
                .back());
    }
    for (int kernels = 0; scene.input && kernels <= kMostFarKernels; ++kernels) {
        Result<BandCurve> curve = bandCurve(scene, kernels, context);
        if (!curve)
            return curve.error();
        scene.overBand.push_back(*std::move(curve));
    }
    scene.overBand.push_back(std::move(best));
    return Done{};
}

Status computeSeparation(FmmScene& scene, const RunContext& context)
{
    for (const ParticleKernel kernel :
         {ParticleKernel::Inverse, ParticleKernel::Logarithm, ParticleKernel::Gaussian}) {
        if (!scene.wants("separation"))
            break;
        if (context.stopRequested())
            return RunContext::cancelled();
        scene.separation.push_back(
            {kernel, blockRanks(kernel, scene.layout(), kBlock, kFmmGaps, scene.tolerance())});
    }
    return Done{};
}

std::vector<Attender> rivals(const FmmSettings& settings)
{
    const auto fmm = [](FmmSettings chosen) {
        return [chosen](const AttentionProblem& problem, int, const RunContext& context) {
            return fmmAttention(problem, chosen, context);
        };
    };
    const FmmSettings linear{.band = 0, .farKernels = 1, .farWeight = 1};
    return {{"softmax",
             {"softmax", "softmax"},
             [](const AttentionProblem& problem, int, const RunContext& context) {
                 return exactAttention(problem, context);
             }},
            {"linear", {"linear", "線形"}, fmm(linear)},
            {"fmmformer",
             text("FMMformer, k = {0}, r = {1}", "FMMformer k = {0}、r = {1}", settings.band,
                  settings.farKernels),
             fmm(settings)}};
}

Status computeGrowth(FmmScene& scene, const RunContext& context)
{
    const bool timed = scene.request->timings && scene.wants("time");
    if (!scene.wants("cost") && !timed)
        return Done{};
    const auto seed = static_cast<std::uint64_t>(scene.request->seed);
    const auto problemOf = [seed](int tokens) { return normalProblem(tokens, kCostDim, seed); };
    for (const Attender& attender : rivals(scene.settings())) {
        Result<TokensSweep> sweep = costAgainstTokens(attender, problemOf, 0, doublingFrom(128, 2048),
                                                      timed ? Clock::Milliseconds : Clock::None, context);
        if (!sweep)
            return sweep.error();
        scene.growth.push_back(*std::move(sweep));
    }
    return Done{};
}

} // namespace

Result<FmmScene> fmmScene(const Request& request, const RunContext& context)
{
    if (!context.advance(0, 1))
        return RunContext::cancelled();
    FmmScene scene{.request = &request, .matrix = {}, .far = {}};
    if (Status done = setMatrix(scene); !done)
        return done.error();
    for (const auto step :
         {runMechanism, computeRanks, computeSpectra, computeBandwidths, computeSeparation, computeGrowth})
        if (Status done = step(scene, context); !done)
            return done.error();
    return scene;
}

} // namespace kaba

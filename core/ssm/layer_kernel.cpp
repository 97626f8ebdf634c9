// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_kernel.h"

#include "core/ssm/krylov.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/scan.h"
#include "core/ssm/vandermonde.h"

#include <cmath>

namespace kaba {
namespace {

bool servesS4(const SsmLayer& layer)
{
    return measureOf(layer.settings.system) && layer.isUnedited() &&
           layer.settings.method.rule == StepRule::Bilinear;
}

bool servesVandermonde(const SsmLayer& layer)
{
    const StepRule rule = layer.settings.method.rule;
    return layer.diagonal() && (rule == StepRule::Bilinear || rule == StepRule::Zoh);
}

Error refusal(std::string_view method, const SsmLayer& layer)
{
    const std::string_view other = servesS4(layer) ? ", s4" : servesVandermonde(layer) ? ", vandermonde" : "";
    return {Error::Kind::CannotCompute,
            text("method = {0} does not serve this system with this rule; these do: auto, dense{1}. (s4: "
                 "legs, legt, "
                 "lagt, fourier with bilinear; vandermonde: diagonal systems with zoh or bilinear.)",
                 "method = {0} はこの系と離散化の組では使えません。使えるのは auto, dense{1} です（s4 は "
                 "legs・legt・lagt・"
                 "fourier と bilinear、vandermonde は対角系と zoh または bilinear）。",
                 method, other)};
}

Error editedRefusal()
{
    return {Error::Kind::CannotCompute,
            {"method = s4 rests on the diagonal-plus-low-rank form of the HiPPO matrices, which an A or B "
             "edited by "
             "hand no longer has. Choose method = auto or dense, or take the edits of A and B back.",
             "method = s4 は HiPPO 行列の「対角＋低ランク」の形に基づきますが、手で編集した A や B "
             "はこの形ではありません。"
             "method = auto か dense を選ぶか、A と B の編集を取り消してください。"}};
}

std::vector<double> exponentialKernel(const SsmLayer& layer, std::size_t length)
{
    return vandermondeKernel(std::get<DiagonalStateSpace>(layer.continuous), layer.settings.step,
                             layer.settings.method, length);
}

Result<std::vector<double>> structuredKernel(const SsmLayer& layer, std::size_t length,
                                             const RunContext& context)
{
    const LayerSettings& settings = layer.settings;
    const auto dplr = dplrOf(*measureOf(settings.system), settings.order, settings.window);
    if (!dplr)
        return dplr.error();
    const auto& system = std::get<StateSpace>(layer.continuous);
    const Eigen::VectorXd readout = truncatedReadout(system, settings.step, length);
    return s4Kernel(*dplr, settings.step, dplr->inModes(readout), length, context);
}

} // namespace

double krylovOperations(double order, double length) { return order * order * length; }

double s4Operations(double order, double length, double rank)
{
    const double perPoint = 10 + 4 * (1 + rank) * (1 + rank); // of one pole: core/ssm/cauchy.cpp
    return order / 2 * (length / 2) * perPoint + 2.5 * length * std::log2(length);
}

double s4SetupOperations(double order) { return 25 * order * order * order; }

double vandermondeOperations(double modes, double length) { return 2 * modes * length; }

Result<KernelMethod> chooseMethod(KernelMethod asked, const SsmLayer& layer, std::size_t length)
{
    switch (asked) {
    case KernelMethod::Dense:
        return asked;
    case KernelMethod::S4:
        if (measureOf(layer.settings.system) && !layer.isUnedited())
            return editedRefusal();
        return servesS4(layer) ? Result(asked) : refusal("s4", layer);
    case KernelMethod::Vandermonde:
        return servesVandermonde(layer) ? Result(asked) : refusal("vandermonde", layer);
    case KernelMethod::Auto:
        break;
    }
    if (servesVandermonde(layer))
        return KernelMethod::Vandermonde;
    const double order = layer.settings.order;
    const auto samples = static_cast<double>(length);
    const double rank = layer.settings.system == LayerSystem::LegT ? 2 : 1;
    const bool faster =
        s4SetupOperations(order) + s4Operations(order, samples, rank) < krylovOperations(order, samples);
    return servesS4(layer) && faster ? KernelMethod::S4 : KernelMethod::Dense;
}

Result<std::vector<double>> layerKernel(KernelMethod method, const SsmLayer& layer, std::size_t length,
                                        const RunContext& context)
{
    switch (method) {
    case KernelMethod::S4:
        return structuredKernel(layer, length, context);
    case KernelMethod::Vandermonde:
        return exponentialKernel(layer, length);
    case KernelMethod::Auto:
    case KernelMethod::Dense:
        break;
    }
    return layer.dense() ? krylovKernel(*layer.dense(), length, context)
                         : powerKernel(*layer.diagonal(), length, context);
}

Result<std::vector<double>> referenceKernel(KernelMethod method, const SsmLayer& layer, std::size_t length,
                                            const RunContext& context)
{
    if (layer.dense())
        return giantStepKernel(*layer.dense(), length);
    if (method == KernelMethod::Dense)
        return exponentialKernel(layer, length);
    return powerKernel(*layer.diagonal(), length, context);
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/resampling.h"

#include "core/math/convolution.h"
#include "core/ssm/krylov.h"
#include "core/ssm/scan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {
namespace {

Samples everyOf(std::span<const double> signal, int rate)
{
    Samples kept;
    for (std::size_t k = 0; k < signal.size(); k += static_cast<std::size_t>(rate))
        kept.push_back(signal[k]);
    return kept;
}

void smooth(AnySystem& system)
{
    std::visit(
        [](auto& any) {
            for (Eigen::Index n = 0; n < any.c.size(); ++n)
                any.c(n) /= static_cast<double>((n + 1) * (n + 1));
        },
        system);
}

/// Between places i and i + 1.
double midway(std::span<const double> values, std::size_t i)
{
    if (i == 0 || i + 2 >= values.size())
        return (values[i] + values[i + 1]) / 2;
    return (9 * (values[i] + values[i + 1]) - values[i - 1] - values[i + 2]) / 16;
}

} // namespace

Result<SsmLayer> smoothLayer(LayerSettings settings)
{
    settings.readout = LayerReadout::Random;
    Result<SsmLayer> layer = makeLayer(settings, nullptr);
    if (!layer)
        return layer;
    smooth(layer->continuous);
    smooth(layer->discrete);
    return layer;
}

Result<ResampledRun> resampledRun(const LayerSettings& settings, std::span<const double> signal, int rate)
{
    LayerSettings wider = settings;
    wider.step *= rate;
    Result<SsmLayer> layer = smoothLayer(wider);
    if (!layer)
        return layer.error();
    ResampledRun run{.rate = rate, .layer = *std::move(layer), .input = everyOf(signal, rate)};
    run.kernel = run.layer.dense() ? giantStepKernel(*run.layer.dense(), run.input.size())
                                   : powerKernel(*run.layer.diagonal(), run.input.size(), {}).value();
    run.output = causalConvolution(run.kernel, run.input);
    return run;
}

Samples atRate(std::span<const double> fine, int rate, SampleInstant instant)
{
    const auto step = static_cast<std::size_t>(rate);
    const std::size_t twiceShift = instant == SampleInstant::Middle ? step - 1 : 0; // in half samples
    Samples there;
    for (std::size_t twice = twiceShift; (twice + 1) / 2 < fine.size(); twice += 2 * step)
        there.push_back(twice % 2 == 0 ? fine[twice / 2] : midway(fine, twice / 2));
    return there;
}

double rateDifference(std::span<const double> coarse, std::span<const double> fine, int rate,
                      SampleInstant instant)
{
    const Samples there = atRate(fine, rate, instant);
    const std::size_t count = std::min(there.size(), coarse.size());
    double difference = 0;
    double size = 0;
    for (std::size_t k = count / 2; k < count; ++k) {
        difference += (coarse[k] - there[k]) * (coarse[k] - there[k]);
        size += there[k] * there[k];
    }
    const double relative = std::sqrt(difference / size);
    return std::isfinite(relative) ? relative : std::numeric_limits<double>::quiet_NaN();
}

} // namespace kaba

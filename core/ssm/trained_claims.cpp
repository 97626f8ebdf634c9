// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/trained_claims.h"

#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace kaba {

Claim staticGain(const TrainedChannel& channel)
{
    const DiagonalStateSpace discrete = discretize(channel.present, channel.step, {StepRule::Zoh});
    double continuousGain = channel.present.d;
    double discreteGain = channel.present.d;
    double scale = std::abs(channel.present.d);
    for (Eigen::Index n = 0; n < discrete.a.size(); ++n) {
        const std::complex<double> exact = -channel.present.c(n) / channel.present.a(n);
        continuousGain += discrete.factor * exact.real();
        discreteGain += discrete.factor * (discrete.c(n) * discrete.b(n) / (1.0 - discrete.a(n))).real();
        scale +=
            discrete.factor * std::abs(exact) * (1 + 1 / (channel.step * std::abs(channel.present.a(n))));
    }
    return identityClaim(
        "static-gain",
        {"A constant input is answered by −2 Re Σ Cₙ/λₙ + D whatever Δ is (without the 2 for DSS): the "
         "difference from the discrete layer, relative to the size of the terms.",
         "一定の入力への応答は Δ によらず −2 Re Σ Cₙ/λₙ + D になる（DSS では係数 2 なし）："
         "離散化した層との差、項の大きさに対する比。"},
        {"Zero-order hold is exact for constant inputs", "零次ホールドは一定の入力に対して厳密"}, 1e-12,
        scale > 0 ? std::abs(discreteGain - continuousGain) / scale : 0);
}

double fitError(std::span<const double> kernel, std::span<const double> target)
{
    const std::size_t count = std::min(kernel.size(), target.size());
    double error = 0;
    for (std::size_t l = 0; l < count; ++l)
        error += (kernel[l] - target[l]) * (kernel[l] - target[l]);
    return std::sqrt(error / squaredNorm(target));
}

} // namespace kaba

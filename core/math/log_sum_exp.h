// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cmath>

namespace kaba {

/// ln Σ exp(logit) without overflow. Requires a finite largest logit; −∞ adds nothing.
inline double logSumExp(const Eigen::Ref<const Eigen::VectorXd>& logits)
{
    const double most = logits.maxCoeff();
    return most + std::log((logits.array() - most).exp().sum());
}

} // namespace kaba

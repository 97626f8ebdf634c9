// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/log_slope.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace kaba {

double logSlope(std::span<const double> x, std::span<const double> y)
{
    assert(x.size() == y.size());
    std::vector<double> a;
    std::vector<double> b;
    double meanA = 0;
    double meanB = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] > 0 && y[i] > 0) {
            a.push_back(std::log(x[i]));
            b.push_back(std::log(y[i]));
            meanA += a.back();
            meanB += b.back();
        }
    const auto count = static_cast<double>(a.size());
    double covariance = 0;
    double variance = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double distance = a[i] - meanA / count;
        covariance += distance * (b[i] - meanB / count);
        variance += distance * distance;
    }
    return variance > 0 ? covariance / variance : std::numeric_limits<double>::quiet_NaN();
}

} // namespace kaba

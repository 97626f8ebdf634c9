// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/problem.h"

#include <algorithm>
#include <cmath>

namespace kaba {

double AttentionProblem::scale() const { return 1 / (temperature * std::sqrt(static_cast<double>(dim()))); }

AttentionCost& AttentionCost::operator+=(const AttentionCost& other)
{
    multiplyAdds += other.multiplyAdds;
    exponentials += other.exponentials;
    numbers = std::max(numbers, other.numbers);
    return *this;
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spelling.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

namespace kaba {
namespace {

/// Levenshtein's distance by one row of the table; O(|a|·|b|).
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

} // namespace

std::string nearestSpelling(std::string_view word, std::span<const std::string_view> candidates)
{
    std::string_view best;
    std::size_t bestDistance = std::numeric_limits<std::size_t>::max();
    const std::string_view head = word.substr(0, 64);
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = editDistance(head, candidate);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return std::string(best);
}

} // namespace kaba

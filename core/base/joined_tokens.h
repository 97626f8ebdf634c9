// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

namespace kaba {

/// Whether the weights of a layer of tokens belong to pairs of them: n × n, query by query, drawn as two columns of
/// words joined by lines as strong as the weights, the largest of them the strongest. Otherwise each token has one
/// weight, which shades it.
inline bool areJoined(const Tokens& layer)
{
    const std::size_t count = layer.tokens.size();
    return count > 1 && layer.weights.size() == count * count;
}

} // namespace kaba

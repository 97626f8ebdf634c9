// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/lssl_scene.h"

#include "core/math/vector_ops.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {

bool LsslScene::wantsAny(std::initializer_list<std::string_view> panels) const
{
    return std::ranges::any_of(panels, [&](std::string_view panel) { return request.wants(panel); });
}

LayerData samplesOf(std::span<const double> values, const RegularGrid& grid)
{
    constexpr std::size_t kMostPoints = 128;
    Samples y = finiteOrNan({values.begin(), values.end()});
    if (values.size() > kMostPoints)
        return Line{grid, std::move(y)};
    Samples x(y.size());
    for (std::size_t k = 0; k < x.size(); ++k)
        x[k] = at(grid, k);
    return Scatter{std::move(x), std::move(y)};
}

Samples sizesOf(std::span<const double> values)
{
    Samples sizes(values.size());
    std::ranges::transform(values, sizes.begin(), [](double value) { return std::abs(value); });
    return finiteOrNan(std::move(sizes));
}

} // namespace kaba

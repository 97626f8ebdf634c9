// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/toeplitz.h"

#include <algorithm>
#include <cassert>

namespace kaba {

ToeplitzProduct::ToeplitzProduct(std::span<const double> diagonals)
    : m_size((diagonals.size() + 1) / 2)
    , m_transform(goodFftSize(diagonals.size()))
{
    assert(diagonals.size() % 2 == 1);
    RealFft fft = workspace();
    const std::span<double> column = fft.time();
    std::ranges::fill(column, 0.0);
    // First column: the main diagonal, those below it downwards, and at its end those above it.
    for (std::size_t below = 0; below < m_size; ++below)
        column[below] = diagonals[m_size - 1 - below];
    for (std::size_t above = 1; above < m_size; ++above)
        column[m_transform - above] = diagonals[m_size - 1 + above];
    fft.forward();
    m_spectrum.assign(fft.spectrum().begin(), fft.spectrum().end());
    m_multiplyAdds = 2 * fft.multiplyAdds() + 4 * static_cast<std::uint64_t>(fft.bins());
}

void ToeplitzProduct::apply(RealFft& workspace, std::span<const double> input, std::span<double> output) const
{
    assert(workspace.size() == m_transform && input.size() == m_size && output.size() == m_size);
    std::ranges::copy(input, workspace.time().begin());
    std::ranges::fill(workspace.time().subspan(m_size), 0.0);
    workspace.forward();
    multiplyInto(workspace.spectrum(), m_spectrum);
    workspace.inverse();
    std::copy_n(workspace.time().begin(), m_size, output.begin());
}

} // namespace kaba

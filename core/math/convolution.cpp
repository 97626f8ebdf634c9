// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/convolution.h"

#include <algorithm>
#include <cassert>

namespace kaba {

namespace {

void loadPadded(std::span<const double> from, std::span<double> to)
{
    assert(from.size() <= to.size());
    std::fill(std::copy(from.begin(), from.end(), to.begin()), to.end(), 0.0);
}

} // namespace

CausalConvolution::CausalConvolution(std::size_t length)
    : m_kernel(goodFftSize(2 * length - 1))
    , m_input(m_kernel.size())
{}

void CausalConvolution::apply(std::span<const double> kernel, std::span<const double> input,
                              std::span<double> output)
{
    loadPadded(kernel, m_kernel.time());
    loadPadded(input, m_input.time());
    m_kernel.forward();
    m_input.forward();
    multiplyInto(m_input.spectrum(), m_kernel.spectrum());
    m_input.inverse();
    std::copy_n(m_input.time().begin(), output.size(), output.begin());
}

std::vector<double> causalConvolution(std::span<const double> kernel, std::span<const double> input)
{
    std::vector<double> output(input.size());
    if (!input.empty())
        CausalConvolution(input.size())
            .apply(kernel.first(std::min(kernel.size(), input.size())), input, output);
    return output;
}

} // namespace kaba

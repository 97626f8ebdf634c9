// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/response_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/transfer_function.h"

#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kFrequencies = 513;

} // namespace

Panel kernelPanel(std::span<const double> kernel)
{
    return {.id = "kernel",
            .title = {"Kernel: the answer to an impulse", "カーネル：インパルスへの応答"},
            .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
            .y = {.label = {"K", "K"}},
            .layers = {{.id = "kernel",
                        .label = {"kernel K", "カーネル K"},
                        .data = lineOf(kernel),
                        .role = Role::State}},
            .note = overflowNote({kernel})};
}

Result<Panel> frequencyPanel(const AnySystem& discrete, double radius, const RunContext& context)
{
    const RegularGrid grid{0, 0.5 / (kFrequencies - 1), kFrequencies};
    std::vector<double> frequencies(kFrequencies);
    for (std::size_t k = 0; k < kFrequencies; ++k)
        frequencies[k] = at(grid, k);
    const auto response = std::visit(
        [&](const auto& system) { return transferFunction(system, frequencies, context); }, discrete);
    if (!response)
        return response.error();
    Samples magnitude;
    Samples phase;
    for (const std::complex<double>& value : *response) {
        magnitude.push_back(std::abs(value));
        phase.push_back(std::arg(value));
    }
    Panel panel{.id = "frequency",
                .title = {"Transfer function of the discrete layer", "離散化した層の伝達関数"},
                .x = {.label = {"frequency", "周波数"}, .unit = "cycles per sample"},
                .y = {.label = {"|H|, arg H in radians", "|H|、arg H（ラジアン）"}},
                .note = overflowNote({magnitude})};
    if (!panel.note.empty())
        panel.note = {
            "An eigenvalue of A\u0304 stands on the unit circle: the transfer function has no value there.",
            "A\u0304 の固有値が単位円上にあり、そこでは伝達関数が値をもちません。"};
    else if (isUnstable(radius))
        panel.note = {"The layer is unstable: its output to a sinusoid does not settle to this.",
                      "層が不安定なため、正弦波への出力はこの値に落ち着きません。"};
    panel.layers = {{.id = "magnitude",
                     .label = {"magnitude", "振幅"},
                     .data = Line{grid, finiteOrNan(std::move(magnitude))},
                     .role = Role::Output},
                    {.id = "phase",
                     .label = {"phase", "位相"},
                     .data = Line{grid, finiteOrNan(std::move(phase))},
                     .role = Role::Accent}};
    panel.featured = false;
    return panel;
}

} // namespace kaba

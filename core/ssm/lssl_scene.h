// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/signals/signal.h"
#include "core/ssm/layer.h"

#include <initializer_list>
#include <span>
#include <string_view>

namespace kaba {

/// Channels H of the layer whose costs are counted.
inline constexpr IntParam kChannels{
    .id = "channels",
    .label = {"Channels H", "チャネル数 H"},
    .min = 1,
    .max = 4096,
    .initial = 256,
    .scale = Scale::Log,
    .help = {"How many such layers run side by side. Only the costs read it.",
             "並べて動かす層の数です。計算量の表だけが使います。"},
};

/// One LSSL with a dense real A and D = 0, and the sequence that it hears.
struct LsslScene {
    const Request& request;
    SsmLayer layer;
    Signal signal;
    double radius; ///< ρ(Ā)

    const StateSpace& continuous() const { return std::get<StateSpace>(layer.continuous); }
    const StateSpace& discrete() const { return *layer.dense(); }
    double step() const { return layer.settings.step; }
    std::size_t order() const { return static_cast<std::size_t>(layer.settings.order); }
    bool wantsAny(std::initializer_list<std::string_view> panels) const;
};

/// Each adds the wanted panels of one view with their readouts and claims, and computes nothing where none is
/// wanted. They fail only when cancelled.

/// `output`, `kernel`, `differences`: the layer as a recurrence, a convolution and a differential equation.
Status addThreeViews(const LsslScene& scene, Figure& figure, const RunContext& context);

/// `convergence`, `alpha`: the recurrence against the differential equation as Δ falls.
Status addLimit(const LsslScene& scene, Figure& figure, const RunContext& context);

/// `gate`, `filter`: what other models are as an LSSL.
Status addSpecialCases(const LsslScene& scene, Figure& figure, const RunContext& context);

/// `krylov-difference`, `krylov-operations`, `krylov-time`: the kernel by squaring and step by step.
Status addKrylov(const LsslScene& scene, Figure& figure, const RunContext& context);

/// `costs`, `step-cost`: an RNN, a CNN, attention and an LSSL with kChannels channels.
Status addCosts(const LsslScene& scene, Figure& figure, const RunContext& context);

/// `gramians`: controllability and observability.
Status addGramians(const LsslScene& scene, Figure& figure, const RunContext& context);

/// Points up to where they can be told apart, from there on a line.
LayerData samplesOf(std::span<const double> values, const RegularGrid& grid);

/// |values| for a logarithmic axis, which leaves zeros out; NaN where not finite.
Samples sizesOf(std::span<const double> values);

} // namespace kaba

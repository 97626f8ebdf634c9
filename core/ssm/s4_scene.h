// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/ssm/dplr.h"
#include "core/ssm/layer.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace kaba {

/// One layer whose A is normal plus low rank, with its kernel computed as S4 does and by powers of Ā.
struct S4Scene {
    const Request& request;
    SsmLayer layer;
    std::size_t length;
    bool corrected; ///< whether C̃ or C itself goes into the generating function
    int width;      ///< channels of the layer whose generation is counted
    Dplr dplr;
    Eigen::VectorXd readout;    ///< C̃, or C without the correction
    std::vector<double> kernel; ///< by S4 from `readout`
    std::vector<double> dense;  ///< C Ā^l B̄

    Measure measure() const { return *measureOf(layer.settings.system); }
    int order() const { return layer.settings.order; }
    double step() const { return layer.settings.step; }
    const StateSpace& continuous() const { return std::get<StateSpace>(layer.continuous); }
    const StateSpace& discrete() const { return *layer.dense(); }
    bool wantsAny(std::initializer_list<std::string_view> panels) const;
    /// What rounding alone may put between two ways to one kernel, relative to its peak.
    double tolerance() const;
};

struct S4Settings {
    LayerSettings layer; ///< a HiPPO system and the bilinear rule
    std::size_t length = 1024;
    bool corrected = true;
    int width = 512;
};

/// CannotCompute where the order does not serve the system. Stops when asked. Cost O(N³ + N·length).
Result<S4Scene> makeS4Scene(const Request& request, const S4Settings& settings, const RunContext& context);

/// Each adds the wanted panels of one view with their readouts and claims, and computes nothing where none is wanted.
/// They fail only when cancelled.

/// `matrix-a`, `normal-part`, `low-rank`, `eigenvalues`.
Status addS4Structure(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `conditioning`, `naive-error`, `diagonalisation`: LegS by its own eigenvectors.
Status addS4Conditioning(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `nodes`, `cauchy-sums`, `woodbury`, `generating-function`.
Status addS4Spectrum(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `kernel`, `kernel-error`.
Status addS4Kernel(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `truncation`, `aliasing`.
Status addS4Truncation(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `precision`, `float-error`.
Status addS4Precision(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `time-length`, `time-order`, which are measured, and `memory`.
Status addS4Cost(const S4Scene& scene, Figure& figure, const RunContext& context);
/// `generation-operations`, `generation-memory`.
Status addS4Generation(const S4Scene& scene, Figure& figure, const RunContext& context);

} // namespace kaba

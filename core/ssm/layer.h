// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/ssm/hippo.h"
#include "core/ssm/s4d.h"
#include "core/ssm/state_space.h"

#include <optional>
#include <variant>
#include <vector>

namespace kaba {

/// The systems that one linear state-space layer may be made of.
enum class LayerSystem {
    LegS,
    LegT,
    LagT,
    Fourier,
    S4dLin,
    S4dInv,
    S4dLegS,
    S4dReal,
    Random,
    Custom,
    S4dQuad,
    S4dInv2
};
enum class LayerReadout { Ones, Cosine, Random, First };

/// In the order of LayerSystem: the dense HiPPO systems first.
inline constexpr Option kSystemOptions[] = {
    {"legs", {"HiPPO-LegS", "HiPPO-LegS"}},
    {"legt", {"HiPPO-LegT (window)", "HiPPO-LegT（滑走窓）"}},
    {"lagt", {"HiPPO-LagT (decay)", "HiPPO-LagT（指数減衰）"}},
    {"fourier", {"HiPPO-FouT (window)", "HiPPO-FouT（滑走窓）"}},
    {"s4d-lin", {"S4D-Lin", "S4D-Lin"}},
    {"s4d-inv", {"S4D-Inv", "S4D-Inv"}},
    {"s4d-legs", {"S4D-LegS", "S4D-LegS"}},
    {"s4d-real", {"S4D-Real", "S4D-Real"}},
    {"random", {"Random, stable", "乱数（安定）"}},
    {"custom", {"By hand or from a file", "手で作る・ファイルから"}},
    {"s4d-quad", {"S4D-Quad", "S4D-Quad"}},
    {"s4d-inv2", {"S4D-Inv2", "S4D-Inv2"}},
};
/// In the order of LayerReadout.
inline constexpr Option kReadoutOptions[] = {
    {"ones", {"All ones", "すべて 1"}},
    {"cosine", {"cos n", "cos n"}},
    {"random", {"Random normal", "正規乱数"}},
    {"first", {"First state only", "最初の状態のみ"}},
};
/// `readout`: the row C.
constexpr ChoiceParam readoutParam(EnabledWhen enabledWhen = nullptr)
{
    return {
        .id = "readout",
        .label = {"Readout C", "読み出し C"},
        .options = kReadoutOptions,
        .help = {"The row C that turns the state into the output.", "状態を出力に変える行ベクトル C です。"},
        .enabledWhen = enabledWhen,
    };
}

using AnySystem = std::variant<StateSpace, DiagonalStateSpace>;

/// A, B and C by hand, on top of those of the system.
struct LayerEdits {
    MatrixEdits a, b, c;
};

struct LayerSettings {
    LayerSystem system = LayerSystem::LegS;
    LayerReadout readout = LayerReadout::Ones;
    int order = 64;
    double step = 0.01;
    double window = 1;
    Discretization method = {};
    int seed = 1;
    LayerEdits edits = {};
    Points poles = {}; ///< of the S4D systems and Custom: kept modes by hand, empty where there are none
};

/// One layer u ↦ y with a fixed Δ.
struct SsmLayer {
    LayerSettings settings;
    AnySystem continuous = {}, discrete = {};
    bool embedded =
        false; ///< a complex system of half the size: real parts of the state, then imaginary ones
    Eigen::VectorXcd eigenvalues = {}; ///< of the continuous A, of a diagonal one the kept modes
    std::vector<Text> notices = {};
    std::optional<double> eigenvectorCondition = {}; ///< κ₂(V) of an A edited by hand

    /// A and B are those of the system: what is known of them holds.
    bool isUnedited() const { return settings.edits.a.empty() && settings.edits.b.empty(); }
    bool isComplex() const { return diagonal() || embedded; }
    const StateSpace* dense() const { return std::get_if<StateSpace>(&discrete); }
    const DiagonalStateSpace* diagonal() const { return std::get_if<DiagonalStateSpace>(&discrete); }
    double feedthrough() const;
    std::size_t stateCount() const; ///< N; the complex modes of a complex system
    Eigen::VectorXcd discreteEigenvalues() const;
};

/// The HiPPO measure of a system, if it has one.
std::optional<Measure> measureOf(LayerSystem system);
/// The initialisation of a diagonal system, if it is one of S4D.
std::optional<S4dInit> s4dOf(LayerSystem system);

/// The continuous A, B and C to which the edits of the settings apply: those of the system or of its file.
/// CannotCompute where there are none, or where the system is diagonal or complex.
Result<StateSpace> presetSystem(const LayerSettings& settings, const Input* input);

/// `count` values of C: ones, cos n, seeded normal, or (1, 0, 0, …).
Eigen::VectorXd readoutVector(LayerReadout readout, Eigen::Index count, int seed);

/// Builds and discretises the layer. `random` is A = S − ½I with a seeded skew-symmetric S, entries normal with
/// deviation 4/√N (frequencies up to about 8 rad per time unit), and normal B: stable, with orthogonal modes.
/// `custom` takes the poles if there are any (core/ssm/pole_system.h), else reads the input (core/ssm/custom_system.h); without one a whole matrix among the edits of A is the
/// system, with B = 1. Edits: core/ssm/edited_layer.h. CannotCompute where the order does not serve the system.
Result<SsmLayer> makeLayer(const LayerSettings& settings, const Input* input);

} // namespace kaba

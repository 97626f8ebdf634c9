// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer.h"

namespace kaba {

/// A, B and C of the continuous system with the edits of layer.settings applied, its eigenvalues, their condition
/// and what the reader must know (a defective A, edits outside the matrices) among the notices. Edits of a diagonal S4D system have no effect: its poles are edited instead.
/// CannotCompute: edits of a complex or diagonal system of a file, an imported matrix of another size.
/// Numerical: edits that make an entry overflow.
Status applyEdits(SsmLayer& layer);

/// That edits change real, full matrices only, and what would do.
Error notEditable();

/// `custom` without a file, whose A is a whole matrix among the edits.
bool isHandmade(const LayerSettings& settings, const Input* input);
/// The layer that the edits of A then make: zeros that they replace, B = 1, C by the readout. Requires isHandmade().
SsmLayer handmadeLayer(const LayerSettings& settings);

/// That an edited A is unstable: which eigenvalue, and what would bring it back. Empty where it is not.
Text editedGrowth(const SsmLayer& layer);

/// " A edited by hand (3 edits)." and so on for B and C; empty without edits.
Text editsConvention(const LayerEdits& edits);

/// B or C as the one column or row that its edits know.
MatrixValues columnValues(const Eigen::VectorXd& b);
MatrixValues rowValues(const Eigen::VectorXd& c);

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/ssm/layer.h"

namespace kaba {

/// The continuous A, B (a column) and C (a row) as signed heat maps: layers `re` and `im` where the system is
/// complex.
Panel matrixAPanel(const SsmLayer& layer);
Panel matrixBPanel(const SsmLayer& layer);
Panel matrixCPanel(const SsmLayer& layer);

/// A, B, C, Abar, Bbar (and D where it is not 0); complex where the system is, a diagonal A as a matrix.
std::vector<NamedArray> layerArrays(const SsmLayer& layer);

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer.h"

namespace kaba {

/// The continuous layer of an input file that holds A (N × N), B, C (N each) or lambda, B, C (N each), and optionally
/// D and step (one number each; step then takes the place of the setting). Real or complex: y = Re(C x) + D u, with
/// every mode as given (lambda lists both halves of a conjugate pair). `discrete` and the eigenvalues of A are left to
/// makeLayer().
/// CannotCompute without a file, naming what would do. Input: a missing array, wrong shapes, values not finite,
/// more than 512 states (complex: 256), a step outside 1e-6…10.
Result<SsmLayer> customLayer(const LayerSettings& settings, const Input* input);

} // namespace kaba

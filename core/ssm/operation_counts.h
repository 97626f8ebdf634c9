// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kaba {

/// Real multiply-adds and numbers held, counted from the loops rather than measured, so that they repeat.

/// One sample of the recurrence in modes (core/ssm/dplr_step.h): 8 + 4·rank for each of the N/2 modes.
double dplrStepOperations(double order, double rank);

/// One token through a layer of S4: a recurrence in each channel, then the mixing of the channels (width → 2·width, the
/// gated linear unit of the S4 block).
double s4LayerStepOperations(double order, double rank, double width);

/// The token at `position` through a layer of attention with a cache of keys and values: four projections, the scores
/// against all positions up to its own and the weighted sum of their values.
double attentionStepOperations(double width, double position);

/// Numbers that live while one kernel is computed from C̃: nodes, a block of sums, spectrum, output and result of the
/// transform (core/ssm/generating_function.h), rows of the modes.
double s4KernelNumbers(double order, double rank, double length);

/// The same for the LSSL's Krylov matrix by squaring: N × L columns, Ā and its power, the result.
double krylovNumbers(double order, double length);

/// The same for powers of Ā one after the other: Ā, the state, the result.
double powersNumbers(double order, double length);

} // namespace kaba

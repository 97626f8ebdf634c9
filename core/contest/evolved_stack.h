// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/model.h"

namespace kaba::contest {

/// The blocks of TransEvolve, as in core/attention/evolving_stack.h: the scores are formed once, of what enters, and depth adds
/// a bias to each key; values are the normalised tokens themselves, and W_O and c are shared by all layers. What the time
/// terms of the queries and of time itself add to a row is the same for all its keys and changes no weight: it is left
/// out, and with it W_K's part for time. Feed-forward parts, one for each layer, are those of the other models.
template <class Scalar>
Blocks<Scalar> addEvolvedBlocks(const learn::Initialiser<Scalar>& at, const ModelPlan& plan,
                                const EvolvedPlan& evolved);

} // namespace kaba::contest

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/mechanisms.h"

namespace kaba::contest {

/// addAttend() for each kind of mechanism that has a file of its own.
template <class Scalar>
Attend<Scalar> addMechanism(const learn::Initialiser<Scalar>& at, const LongShortPlan& plan,
                            const Sizes& sizes);
template <class Scalar>
Attend<Scalar> addMechanism(const learn::Initialiser<Scalar>& at, const RpePlan& plan, const Sizes& sizes);
template <class Scalar>
Attend<Scalar> addMechanism(const learn::Initialiser<Scalar>& at, const CombinerPlan& plan,
                            const Sizes& sizes);

} // namespace kaba::contest

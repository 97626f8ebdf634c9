// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_panels.h"

namespace kaba {

/// Adds what the request wants of: basis (the first functions as lines), basis-map (all of them), shares (what each
/// coefficient contributes at the moment; with its readout and, where the projection is exact, Bessel's inequality).
/// Cost O(N²) for the map.
void addBasisView(const HippoScene& scene, Figure& figure);

} // namespace kaba

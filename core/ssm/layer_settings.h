// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer.h"
#include "core/ssm/layer_params.h"

namespace kaba {

/// Whether the parameter `system` names a layer that keeps a window.
bool systemHasWindow(const ParameterSet& values);

/// `window` of a demo whose layer may be LegT or Fourier.
inline constexpr RealParam kLayerWindow =
    windowParam({"The history that LegT and Fourier keep; 2 gives the initialisation of the S4 code.",
                 "LegT と Fourier が保つ履歴の長さです。2 にすると S4 のコードの初期値になります。"},
                systemHasWindow);

/// The layer that a demo's parameters order, step, window, readout, rule with alpha, and poles ask for; those that
/// it does not declare leave their part of the settings as it is.
LayerSettings layerSettingsOf(const ParameterSet& values, LayerSystem system, int seed);

} // namespace kaba

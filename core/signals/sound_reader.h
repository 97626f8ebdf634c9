// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"

#include <string_view>

namespace kaba {

/// True for the first bytes of WAV, AIFF, FLAC, OGG, AU, W64 and CAF files.
bool isSound(std::string_view bytes);

/// Every channel of a sound as an array "channel 1", "channel 2", …, full scale ±1. Error::Input where libsndfile
/// does not know it or it ends before the length that its header gives.
Result<Input> readSound(std::string_view bytes, std::string_view source);

} // namespace kaba

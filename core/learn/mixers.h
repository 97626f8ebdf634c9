// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <array>
#include <string_view>

namespace kaba::learn {

/// What mixes the positions of a sequence in each block of a model.
enum class Mixer { Attention, S4d, Gss, H3, Rnn, Lstm, Lssl };

struct MixerName {
    Mixer mixer = Mixer::Attention;
    std::string_view id = {};
    Label label = {};
};

/// In the order of the enum.
inline constexpr std::array<MixerName, 7> kMixers{{
    {Mixer::Attention, "attention", {"Attention", "注意"}},
    {Mixer::S4d, "s4d", {"S4D", "S4D"}},
    {Mixer::Gss, "gss", {"GSS", "GSS"}},
    {Mixer::H3, "h3", {"H3", "H3"}},
    {Mixer::Rnn, "rnn", {"tanh RNN", "tanh RNN"}},
    {Mixer::Lstm, "lstm", {"LSTM", "LSTM"}},
    {Mixer::Lssl, "lssl", {"LSSL, fixed", "LSSL（固定）"}},
}};

constexpr const MixerName& nameOf(Mixer mixer) { return kMixers[static_cast<std::size_t>(mixer)]; }

} // namespace kaba::learn

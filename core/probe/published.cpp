// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/published.h"

namespace kaba::probe {

std::optional<double> publishedAccuracy(const Settings& settings)
{
    const bool induction = settings.task == Task::InductionHead;
    const bool official = induction ? settings.vocabulary == 20 && settings.length == 30
                                    : settings.task == Task::AssociativeRecall && settings.vocabulary == 10 &&
                                          settings.length == 20;
    if (!official)
        return std::nullopt;
    switch (settings.mixer) {
    case learn::Mixer::Attention:
        return 100;
    case learn::Mixer::S4d:
        return induction ? 35.6 : 86.0;
    case learn::Mixer::Gss:
        return induction ? 6.8 : 78.0;
    case learn::Mixer::H3:
        return induction ? 100.0 : 99.8;
    case learn::Mixer::Rnn:
    case learn::Mixer::Lstm:
    case learn::Mixer::Lssl:
        break;
    }
    return std::nullopt;
}

std::optional<int> publishedParameters(learn::Mixer mixer)
{
    switch (mixer) {
    case learn::Mixer::Attention:
        return 27456;
    case learn::Mixer::S4d:
        return 24128;
    case learn::Mixer::H3:
        return 46784;
    case learn::Mixer::Gss:
    case learn::Mixer::Rnn:
    case learn::Mixer::Lstm:
    case learn::Mixer::Lssl:
        break;
    }
    return std::nullopt;
}

} // namespace kaba::probe

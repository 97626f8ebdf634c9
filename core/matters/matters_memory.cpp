// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/matters_memory.h"

#include "core/ssm/figure_parts.h"
#include "core/ssm/hippo_memory.h"

#include <algorithm>
#include <cmath>

namespace kaba::matters {
namespace {

using learn::Index;
using learn::Inner;

/// One sequence of an inspected tensor: row l holds what stands at position l.
struct Seen {
    std::size_t length = 0, channels = 0;
    Samples values = {};

    std::span<const double> row(std::size_t l) const
    {
        return std::span(values).subspan(l * channels, channels);
    }
};

Seen seenOf(const learn::Tensor<float>& tensor)
{
    const auto length = static_cast<std::size_t>(tensor.shape.length);
    const auto channels = static_cast<std::size_t>(tensor.shape.channels);
    return {length, channels, Samples(tensor.value, tensor.value + length * channels)};
}

/// The model on the first test sequence.
struct Glance {
    learn::Tape<float> tape;
    learn::Inspection<float> inspection;

    explicit Glance(const learn::TrainingRun& run)
    {
        evaluate(tape, run.training().weights(), run.training().model(), run.test().test().part(0, 1),
                 &inspection);
    }
    Seen operator()(Inner inner) const { return seenOf(*inspection.find(0, inner)); }
};

bool hasMemory(Arm arm) { return arm == Arm::RnnLegS || arm == Arm::RnnLegT; }

MemorySettings memoryOf(const Settings& settings)
{
    return {.measure = settings.arm == Arm::RnnLegS ? Measure::LegS : Measure::LegT,
            .order = static_cast<int>(settings.state),
            .window = static_cast<double>(kWindow)};
}

/// Of what was written, and half as much again: where a basis swings beyond it, it gives nothing back.
Interval rangeOf(const Samples& written)
{
    double most = 0;
    for (const double value : written)
        most = std::max(most, std::abs(value));
    return {-1.5 * most, 1.5 * most};
}

Panel recallPanel(const Glance& look, const Settings& settings)
{
    const Seen written = look(Inner::Driven);
    const Seen memory = look(Inner::Kept);
    const std::size_t last = written.length - 1;
    const MemorySettings kept = memoryOf(settings);
    const Recalled recalled = recalledAt(kept, last);
    const SampleScale scale;
    const std::size_t asked = last - static_cast<std::size_t>(settings.lag);
    return {.id = "memory",
            .title = {"What the memory still knows at the end of what was written into it",
                      "書き込んだもののうち、終わりの時点で記憶に残るもの"},
            .x = {.label = {"position", "位置"}, .unit = "tokens"},
            .y = {.label = {"feature f", "特徴 f"}, .range = rangeOf(written.values)},
            .layers = {{.id = "written",
                        .label = {"written", "書き込み"},
                        .data = lineOf(written.values),
                        .role = Role::Input},
                       {.id = "recalled",
                        .label = {"given back by c", "c から復元"},
                        .data = Line{scale.grid(recalled.first, recalled.count),
                                     reconstruct(kept, last, memory.row(last))},
                        .role = Role::Output},
                       {.id = "asked",
                        .label = {"token asked for now", "いま問われる語"},
                        .data = Rule{Rule::Axis::X, static_cast<double>(asked)},
                        .role = Role::Accent}}};
}

Panel kernelPanel(const Glance& look, const Settings& settings)
{
    const Seen kernel = look(Inner::Kernel);
    Samples z(kernel.values.size());
    double most = 0;
    for (std::size_t l = 0; l < kernel.length; ++l)
        for (std::size_t c = 0; c < kernel.channels; ++c) {
            z[c * kernel.length + l] = kernel.row(l)[c];
            most = std::max(most, std::abs(kernel.row(l)[c]));
        }
    Heatmap map{.rows = kernel.channels,
                .cols = kernel.length,
                .z = std::move(z),
                .x = cells(kernel.length),
                .y = cells(kernel.channels),
                .range = Interval{-most, most},
                .map = ColourMap::Diverging};
    return {
        .id = "memory",
        .title = {"Kernel of each channel: where it peaks it looks back so far",
                  "チャネルごとのカーネル：山のある遅れまで振り返る"},
        .x = lagAxis(),
        .y = {.label = {"channel", "チャネル"}},
        .layers = {
            {.id = "kernel", .label = {"kernel", "カーネル"}, .data = std::move(map), .role = Role::State},
            {.id = "asked",
             .label = {"lag asked for", "問われる遅れ"},
             .data = Rule{Rule::Axis::X, static_cast<double>(settings.lag)},
             .role = Role::Accent}}};
}

} // namespace

Panel memoryPanel(const learn::TrainingRun& run, const Settings& settings)
{
    if (settings.arm == Arm::Rnn)
        return {.id = "memory",
                .title = {"No memory besides the hidden state", "隠れ状態のほかに記憶はない"},
                .note = {"This network keeps nothing that could be read as a past: choose one with a memory.",
                         "このネットワークには過去として読めるものがない。記憶をもつモデルを選ぶ。"}};
    const Glance look(run);
    Panel panel = hasMemory(settings.arm) ? recallPanel(look, settings) : kernelPanel(look, settings);
    if (!run.hasWeights())
        panel.note = {"The weights of this run were left out: this is the model before training.",
                      "この記録は重みを含まない。これは学習前のモデルである。"};
    return panel;
}

std::optional<Claim> memoryClaim(const learn::TrainingRun& run, const Settings& settings)
{
    if (!hasMemory(settings.arm))
        return std::nullopt;
    const Glance look(run);
    const Seen written = look(Inner::Driven);
    const Seen kept = look(Inner::Kept);
    Memory memory = makeMemory(memoryOf(settings)).value().start();
    const auto history = listen(memory, written.values, written.length - 1, false, {});
    const std::span<const double> inside = kept.row(written.length - 1);
    double difference = 0;
    double most = 0;
    for (std::size_t n = 0; n < inside.size(); ++n) {
        difference = std::max(difference, std::abs(history->atMoment[n] - inside[n]));
        most = std::max(most, std::abs(inside[n]));
    }
    return identityClaim("memory-is-hippo",
                         {"The memory inside the network is the HiPPO memory of what it writes (relative)",
                          "ネットワーク内の記憶は、書き込んだ特徴の HiPPO 記憶そのものである（相対誤差）"},
                         {"HiPPO (2020), theorems 1 and 2", "HiPPO（2020）定理 1、2"}, 1e-4,
                         difference / most);
}

} // namespace kaba::matters

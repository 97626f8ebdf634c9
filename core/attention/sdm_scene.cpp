// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/sdm_scene.h"

#include <cmath>

namespace kaba {
namespace {

constexpr int kTrials = 24;
constexpr int kMostLevels = 10;
constexpr int kMostReads = 6;
constexpr std::uint64_t kNeuronSeed = 9176; ///< apart from the seeds of patterns and queries

/// Whether reads in a row come to the target; they stop where they stand still.
bool recalls(const Read& read, BitPattern state, const BitPattern& target)
{
    for (int step = 0; step < kMostReads; ++step) {
        const BitPattern next = read(state);
        if (next == state)
            break;
        state = next;
    }
    return state == target;
}

} // namespace

double SdmScene::log2Neurons() const
{
    return settings.neurons ? std::log2(static_cast<double>(*settings.neurons)) : settings.bits;
}

double SdmScene::answering() const
{
    return std::exp2(std::log2(asDouble(overlaps.front())) - settings.bits + log2Neurons());
}

Result<std::optional<NeuronMemory>> SdmScene::sampled(const RunContext& context) const
{
    if (!settings.neurons)
        return std::optional<NeuronMemory>();
    Result<NeuronMemory> stored =
        NeuronMemory::store(memory.patterns(), settings.bits, settings.radius, *settings.neurons,
                            settings.seed + kNeuronSeed, context);
    if (!stored)
        return stored.error();
    return std::optional<NeuronMemory>(*std::move(stored));
}

SdmScene sdmScene(const SdmSettings& settings, std::vector<BitPattern> patterns, const BitPattern& target,
                  const BitPattern& query)
{
    SdmScene scene;
    scene.settings = settings;
    scene.target = target;
    scene.query = query;
    scene.overlaps = ballOverlaps(settings.bits, settings.radius);
    scene.fit = fitOverlaps(scene.overlaps, settings.fitLast);
    scene.memory = PatternMemory(patterns, settings.bits, overlapWeights(scene.overlaps));
    scene.attention =
        PatternMemory(std::move(patterns), settings.bits, softmaxWeights(scene.fit.slope, settings.bits));
    return scene;
}

Result<RecallCurves> recallCurves(const SdmScene& scene, const std::optional<NeuronMemory>& neurons,
                                  const RunContext& context)
{
    const int most = scene.settings.bits / 2;
    const int every = std::max(1, (most + kMostLevels - 1) / kMostLevels);
    const std::vector<BitPattern>& patterns = scene.memory.patterns();
    Random random(scene.settings.seed + 1);
    RecallCurves curves;
    for (int flips = 0; flips <= most; flips += every) {
        int memory = 0;
        int attention = 0;
        int sampled = 0;
        for (int trial = 0; trial < kTrials; ++trial) {
            if (context.stopRequested())
                return RunContext::cancelled();
            const BitPattern& target = patterns[random.below(patterns.size())];
            const BitPattern query = withFlips(target, scene.settings.bits, flips, random);
            memory +=
                recalls([&](const BitPattern& state) { return scene.memory.read(state); }, query, target);
            attention +=
                recalls([&](const BitPattern& state) { return scene.attention.read(state); }, query, target);
            sampled += neurons &&
                       recalls([&](const BitPattern& state) { return neurons->read(state); }, query, target);
        }
        curves.flips.push_back(flips);
        curves.memory.push_back(memory / double(kTrials));
        curves.attention.push_back(attention / double(kTrials));
        if (neurons)
            curves.sampled.push_back(sampled / double(kTrials));
    }
    return curves;
}

} // namespace kaba

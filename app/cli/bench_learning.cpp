// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "core/learn/training.h"

#include <memory>

namespace kaba {
namespace {

constexpr learn::Index kTrained = 500;
constexpr learn::Index kBatch = 32;

/// Steps of the official model on associative recall with 20 pairs: 32 sequences of 42 tokens.
Result<BenchmarkBody> trainingSteps(learn::Mixer mixer)
{
    const Result<learn::TaskSet> task = makeTask(learn::AssociativeRecall{}, kTrained, 1);
    if (!task)
        return task.error();
    const learn::TrainingSettings settings{
        .batch = kBatch, .schedule = {.decay = learn::Schedule::Decay::None}, .seed = 1};
    auto training = std::make_shared<learn::Training>(learn::ModelSettings{.mixer = mixer}, settings, *task);
    return BenchmarkBody([training = std::move(training)](std::size_t) -> Status {
        const Result<double> loss = training->step();
        return loss ? Status(Done{}) : loss.error();
    });
}

} // namespace

std::vector<Benchmark> learningBenchmarks()
{
    std::vector<Benchmark> all;
    all.reserve(learn::kMixers.size());
    for (const learn::MixerName& name : learn::kMixers)
        all.push_back({"train/" + std::string(name.id) + "/batch=32/tokens=42",
                       [mixer = name.mixer] { return trainingSteps(mixer); }});
    return all;
}

} // namespace kaba

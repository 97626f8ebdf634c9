// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_scene.h"

#include "core/base/unicode.h"
#include "core/h3/h3_params.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {

using Eigen::Index;

namespace {

constexpr Index kMostRegisters = 8;

RecallTask taskOf(const ParameterSet& values)
{
    return values.as<RecallSource>(kRecallSource) == RecallSource::InductionHead
               ? RecallTask::InductionHead
               : RecallTask::AssociativeRecall;
}

H3Settings settingsOf(const ParameterSet& values)
{
    constexpr StepRule kRules[] = {StepRule::Bilinear, StepRule::Zoh};
    return {.headSize = values[kHeadDim],
            .order = values[kH3Order],
            .step = values[kH3Step],
            .rule = {kRules[values.as<std::size_t>(kH3Rule)]},
            .channelOrder = values.as<ChannelOrder>(kChannelOrder)};
}

Result<RecallSequence> sequenceFor(const Request& request)
{
    const ParameterSet& values = request.values;
    if (isTyped(values))
        return typedSequence(values[kSequence]);
    return officialSequence(taskOf(values), values[kVocabulary], values[kTaskLength],
                            static_cast<std::uint64_t>(request.seed));
}

/// Finds the run of the task, and spells a typed sequence as the run knows it.
Status takeTrained(H3Scene& scene)
{
    const ParameterSet& values = scene.request.values;
    auto found = TrainedH3::find(scene.task, values[kVocabulary], values[kTaskLength]);
    if (!found)
        return found.error();
    scene.trained = *std::move(found);
    if (isTyped(values)) {
        Result<RecallSequence> spelled = scene.trained->spelled(scene.sequence);
        if (!spelled)
            return spelled.error();
        scene.sequence = *std::move(spelled);
    }
    scene.pass = scene.trained->pass(scene.trainedLayer(), scene.sequence.tokens);
    return Done{};
}

Result<H3Layer> layerFor(H3Scene& scene)
{
    const ParameterSet& values = scene.request.values;
    const auto vocabulary = static_cast<int>(scene.sequence.vocabulary.size());
    switch (weightsOf(values)) {
    case H3Weights::Constructed:
        scene.table.emplace(scene.sequence.roles, scene.settings.headSize);
        return constructedH3(scene.settings, vocabulary, *scene.table);
    case H3Weights::Trained:
        if (const Status taken = takeTrained(scene); !taken)
            return taken.error();
        return scene.trained->layer(scene.trainedLayer());
    case H3Weights::Random:
        break;
    }
    return randomH3(scene.settings, vocabulary, values[kHeads],
                    static_cast<std::uint64_t>(scene.request.seed));
}

Status layLayer(H3Scene& scene)
{
    const ParameterSet& values = scene.request.values;
    Result<H3Layer> layer = layerFor(scene);
    if (!layer)
        return layer.error();
    scene.layer = *std::move(layer);
    if (!values[kShiftOn])
        scene.layer = withoutShift(std::move(scene.layer));
    if (!values[kMemoryOn])
        scene.layer = withoutMemory(std::move(scene.layer));
    if (!values[kGateOn])
        scene.layer = withoutGate(std::move(scene.layer));
    scene.head = std::min<Index>(values[kShownHead], scene.layer.heads()) - 1;
    return Done{};
}

/// The cell of the head that holds most at the end.
Index strongestCell(const H3Scene& scene)
{
    const Index each = scene.layer.headSize * scene.layer.headSize;
    Index within = 0;
    scene.run.memory.rightCols(1).middleRows(scene.head * each, each).cwiseAbs().col(0).maxCoeff(&within);
    return scene.head * each + within;
}

Status stepThrough(H3Scene& scene, const RunContext& context)
{
    const H3Layer& layer = scene.layer;
    const Index tokens = std::ssize(scene.sequence.tokens);
    H3Trace& trace = scene.trace;
    trace.shownRegisters = std::min(kMostRegisters, layer.taps());
    trace.cell = strongestCell(scene);
    trace.registers.resize(layer.headSize * trace.shownRegisters, tokens);
    trace.modes.resize(layer.memory.front().a.size(), tokens);
    const auto observe = [&](const H3Recurrence& state, Index token) {
        trace.modes.col(token) = state.modes().col(trace.cell).real();
        for (Index i = 0; i < layer.headSize; ++i)
            trace.registers.col(token).segment(i * trace.shownRegisters, trace.shownRegisters) =
                state.registers().row(scene.head * layer.headSize + i).head(trace.shownRegisters).transpose();
    };
    Result<H3Recurrent> stepped = recurH3(layer, scene.run.projections, context, observe);
    if (!stepped)
        return stepped.error();
    scene.stepped = *std::move(stepped);
    return Done{};
}

/// scene.layer over what its maps make of the sequence, both ways.
Status runThrough(H3Scene& scene, H3Projections projections, const RunContext& context)
{
    scene.kernels = h3Kernels(scene.layer, projections.key.cols());
    Result<H3Run> run = convolveH3(scene.layer, scene.kernels, std::move(projections), context);
    if (!run)
        return run.error();
    scene.run = *std::move(run);
    return stepThrough(scene, context);
}

std::string nameOr(const H3Scene& scene, std::optional<int> token)
{
    return token ? shortName(scene.tokenName(*token)) : "–";
}

} // namespace

const std::string& H3Scene::tokenName(int token) const
{
    return sequence.vocabulary[static_cast<std::size_t>(token)];
}

std::string shortName(const std::string& word)
{
    constexpr std::size_t kMostLetters = 5;
    const auto letters = codePoints(word);
    if (!letters || letters->size() <= kMostLetters)
        return word;
    return utf8From({letters->data(), kMostLetters - 1}) + "…";
}

std::vector<std::string> H3Scene::shortVocabulary() const
{
    std::vector<std::string> names = sequence.vocabulary;
    std::ranges::transform(names, names.begin(), shortName);
    return names;
}

std::vector<std::string> H3Scene::shortTokens() const
{
    std::vector<std::string> names = sequence.names();
    std::ranges::transform(names, names.begin(), shortName);
    return names;
}

std::string H3Scene::keyName(Index channel) const
{
    return table ? nameOr(*this, table->keyAt(channel)) : fmt::format("{}", channel + 1);
}

std::string H3Scene::valueName(Index channel) const
{
    return table ? nameOr(*this, table->valueAt(channel)) : fmt::format("{}", channel + 1);
}

std::string H3Scene::cellName(Index cell) const
{
    const Index keyChannel = cell / layer.headSize;
    const Index valueChannel = keyChannel / layer.headSize * layer.headSize + cell % layer.headSize;
    return keyName(keyChannel) + "→" + valueName(valueChannel);
}

H3Projections H3Scene::projectionsOf(std::span<const int> tokens) const
{
    return trained ? project(layer, trained->pass(trainedLayer(), tokens).input)
                   : projectTokens(layer, tokens);
}

Index H3Scene::trainedLayer() const
{
    return std::min<Index>(request.values[kTrainedLayer], trained->layers()) - 1;
}

bool H3Scene::hasAllParts() const
{
    const ParameterSet& values = request.values;
    return values[kShiftOn] && values[kMemoryOn] && values[kGateOn];
}

H3Scales scalesOf(const H3Layer& layer, const H3Run& run)
{
    const auto largest = [](const Eigen::MatrixXd& matrix) { return matrix.cwiseAbs().maxCoeff(); };
    const auto& [query, key, value] = run.projections;
    H3Scales scales{.shifted = std::max(largest(run.shifted), largest(key)), .memory = largest(run.memory)};
    scales.written = scales.shifted * largest(value);
    scales.mixed = scales.memory * largest(query);
    scales.output = scales.mixed * layer.output.weight.cwiseAbs().rowwise().sum().maxCoeff() +
                    layer.output.bias.cwiseAbs().maxCoeff();
    return scales;
}

double scaledDifference(const Eigen::MatrixXd& one, const Eigen::MatrixXd& other, double scale)
{
    const double worst = (one - other).cwiseAbs().maxCoeff();
    return worst > 0 ? worst / scale : 0;
}

Result<H3Scene> h3SceneFor(const Request& request, const RunContext& context)
{
    Result<RecallSequence> sequence = sequenceFor(request);
    if (!sequence)
        return sequence.error();
    H3Scene scene{.request = request,
                  .sequence = *std::move(sequence),
                  .task = taskOf(request.values),
                  .settings = settingsOf(request.values)};
    if (const Status laid = layLayer(scene); !laid)
        return laid.error();
    const Status ran = runThrough(scene, scene.projectionsOf(scene.sequence.tokens), context);
    if (!ran)
        return ran.error();
    return scene;
}

Panel overTokens(const H3Scene& scene, const std::string& id, Text title, Text rows,
                 const Eigen::MatrixXd& matrix, std::vector<std::string> names)
{
    const auto count = static_cast<std::size_t>(matrix.rows());
    const auto tokens = static_cast<std::size_t>(matrix.cols());
    if (count > kMostNamedRows)
        names.clear();
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"token", "トークン"}, .link = "tokens"},
            .y = {.label = std::move(rows)},
            .layers = {{.id = id,
                        .label = {"value", "値"},
                        .data = Heatmap{.rows = count,
                                        .cols = tokens,
                                        .z = rowMajor(matrix),
                                        .x = cells(tokens),
                                        .y = cells(count),
                                        .map = ColourMap::Diverging,
                                        .rowLabels = std::move(names),
                                        .colLabels = scene.shortTokens()},
                        .role = Role::State}}};
}

} // namespace kaba

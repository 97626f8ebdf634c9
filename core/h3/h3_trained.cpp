// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_trained.h"

#include "core/learn/run_shelf.h"
#include "core/learn/trained_memory.h"
#include "core/probe/probe_table.h"

#include <algorithm>

namespace kaba {

using Eigen::Index;

struct TrainedH3::Parts {
    learn::Weights<double> weights = {};
    learn::LanguageModel model = {};
    int vocabulary = 0;
    std::uint64_t seed = 0;
    double accuracy = 0;
};

namespace {

/// The stored [1, rows, columns] as it is.
Eigen::MatrixXd matrixOf(const learn::Weights<double>& weights, const learn::WeightRef& ref)
{
    return Eigen::Map<const learn::RowMatrix<double>>(weights.values().data() + ref.offset, ref.shape.length,
                                                      ref.shape.channels);
}

Error noRun()
{
    return {Error::Kind::CannotCompute,
            {"No trained layer comes with the program for a task of this size: set the vocabulary of the "
             "task to 10 "
             "and its length to 20, or take the induction head with 20 and 30.",
             "この大きさの課題で訓練した層は付属していません。課題の語彙を 10、長さを 20 にするか、"
             "誘導ヘッドを選んで 20 と 30 にしてください。"}};
}

Error cannotSpell(const Text& why)
{
    return {Error::Kind::CannotCompute,
            {"The trained layer cannot read these tokens: " + why.en +
                 " Type pairs of a key and its value, then => and a key, as in a 1 b 2 => a.",
             "訓練した層はこのトークン列を読めません。" + why.ja +
                 "a 1 b 2 => a のように、キーと値の対を並べ、=> のあとにキーを書いてください。"}};
}

} // namespace

TrainedH3::TrainedH3(std::unique_ptr<const Parts> parts)
    : m_parts(std::move(parts))
{}
TrainedH3::~TrainedH3() = default;

Result<std::shared_ptr<const TrainedH3>> TrainedH3::find(RecallTask task, int vocabulary, int length)
{
    const auto kind =
        task == RecallTask::InductionHead ? probe::Task::InductionHead : probe::Task::AssociativeRecall;
    const probe::Settings settings = probe::cellSettings(kind, learn::Mixer::H3, probe::RecipeKind::Quick);
    if (settings.vocabulary != vocabulary || settings.length != length)
        return noRun();
    constexpr int kSeed = 1;
    const auto record = learn::RunShelf(nullptr).finished(probe::textOf(settings), kSeed);
    if (!record || record->weights.empty())
        return noRun();
    auto parts = std::make_unique<Parts>();
    parts->model = addLanguageModel(parts->weights, probe::modelOf(settings, length), kSeed);
    if (parts->weights.values().size() != record->weights.size())
        return noRun();
    std::ranges::copy(record->weights, parts->weights.values().begin());
    parts->vocabulary = vocabulary;
    parts->seed = record->seed;
    parts->accuracy = 100 * record->accuracies.back().value;
    return std::shared_ptr<const TrainedH3>(new TrainedH3(std::move(parts)));
}

Index TrainedH3::layers() const { return std::ssize(m_parts->model.blocks); }
std::uint64_t TrainedH3::seed() const { return m_parts->seed; }
double TrainedH3::accuracy() const { return m_parts->accuracy; }

H3Layer TrainedH3::layer(Index number) const
{
    const auto& block = m_parts->model.blocks[static_cast<std::size_t>(number)];
    H3Layer layer = learn::layerOf(m_parts->weights, std::get<learn::H3Layer>(block.mixer));
    layer.output.weight = scoresOf(layer.output.weight);
    layer.output.bias = scoresOf(layer.output.bias);
    return layer;
}

TrainedH3::Pass TrainedH3::pass(Index number, std::span<const int> tokens) const
{
    learn::Tape<double> tape(learn::Keeping::Nothing);
    learn::Inspection<double> inspection;
    const auto logits = evaluate(tape, m_parts->weights, m_parts->model, {1, tokens, tokens}, &inspection);
    const auto seen = [&](learn::Inner inner) {
        return Eigen::MatrixXd(valueRows(*inspection.find(number, inner)).transpose());
    };
    const double* last = logits.value + (logits.shape.length - 1) * logits.shape.channels;
    return {seen(learn::Inner::Input), seen(learn::Inner::Mixed),
            static_cast<int>(std::max_element(last, last + logits.shape.channels) - last)};
}

Eigen::MatrixXd TrainedH3::scoresOf(const Eigen::MatrixXd& part) const
{
    const Eigen::VectorXd gain = matrixOf(m_parts->weights, m_parts->model.last.gain).transpose();
    const Eigen::MatrixXd centred = part.rowwise() - part.colwise().mean();
    return matrixOf(m_parts->weights, m_parts->model.embedding) * (gain.asDiagonal() * centred);
}

Result<RecallSequence> TrainedH3::spelled(const RecallSequence& typed) const
{
    const RecallRoles task = rolesOf(RecallTask::AssociativeRecall, m_parts->vocabulary);
    const auto prompt = std::ranges::find(typed.vocabulary, "=>") - typed.vocabulary.begin();
    if (prompt == std::ssize(typed.vocabulary))
        return cannotSpell({"there is no =>.", "=> がありません。"});
    if (typed.roles.keys.size() > task.keys.size() || typed.roles.values.size() > task.values.size())
        return cannotSpell(text("it was trained with {} keys and {} values.",
                                "訓練時のキーは {} 個、値は {} 個です。", task.keys.size(),
                                task.values.size()));
    std::vector<int> idOf(typed.vocabulary.size(), -1);
    idOf[static_cast<std::size_t>(prompt)] = m_parts->vocabulary - 1;
    RecallSequence spelled = typed;
    const auto name = [&](const std::vector<int>& from, const std::vector<int>& to, std::vector<int>& role) {
        role.assign(to.begin(), to.begin() + std::ssize(from));
        for (std::size_t at = 0; at < from.size(); ++at) {
            int& id = idOf[static_cast<std::size_t>(from[at])];
            if (id >= 0)
                return false;
            id = to[at];
        }
        return true;
    };
    if (!name(typed.roles.keys, task.keys, spelled.roles.keys) ||
        !name(typed.roles.values, task.values, spelled.roles.values) ||
        std::ranges::find(idOf, -1) != idOf.end())
        return cannotSpell({"a word is a key as well as a value.", "キーでも値でもある語があります。"});
    spelled.vocabulary.assign(static_cast<std::size_t>(m_parts->vocabulary), "·");
    for (std::size_t word = 0; word < idOf.size(); ++word)
        spelled.vocabulary[static_cast<std::size_t>(idOf[word])] = typed.vocabulary[word];
    const auto renamed = [&](int token) { return idOf[static_cast<std::size_t>(token)]; };
    std::ranges::transform(typed.tokens, spelled.tokens.begin(), renamed);
    if (typed.expected)
        spelled.expected = renamed(*typed.expected);
    return spelled;
}

} // namespace kaba

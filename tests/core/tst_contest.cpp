// SPDX-License-Identifier: GPL-3.0-or-later
// Mechanisms that learn: on the tape they are the mechanisms of core/attention, and their gradients are slopes.
#include "core/attention/attention_measures.h"
#include "core/attention/combiner.h"
#include "core/attention/evolving_stack.h"
#include "core/attention/exact_attention.h"
#include "core/attention/fmmformer.h"
#include "core/attention/kernelized_rpe.h"
#include "core/attention/long_short.h"
#include "core/contest/evolved_stack.h"
#include "core/learn/ops_positions.h"
#include "core/learn/ops_tokens.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace kaba;
using namespace kaba::contest;
using learn::Weights;

namespace {

constexpr Index kBatch = 2;

/// The weights that a mechanism added, by their names, as columns.
using Named = std::map<std::string, Eigen::MatrixXd>;

/// Beside queries, keys and values: what else one head has to do with.
struct Head {
    Index number = 0;
    Index channel = 0;     ///< its first
    Eigen::MatrixXd input; ///< all channels
    Named named;
};

/// What a mechanism gives by core/attention for one head's problem.
using Exact = std::function<Eigen::MatrixXd(const AttentionProblem&, const Head&)>;

struct Case {
    MechanismPlan plan;
    Sizes sizes;
    Exact exact;
    double tolerance = 1e-10; ///< in double
    bool drawn = true;        ///< false: the mechanism's weights are those that it starts with
};

Eigen::MatrixXd windowed(AttentionProblem problem, Index window)
{
    Eigen::MatrixXd logits = attentionLogits(problem);
    for (Index i = 0; i < logits.rows(); ++i)
        for (Index j = 0; j < logits.cols(); ++j)
            if (std::abs(i - j) >= window)
                logits(i, j) = -std::numeric_limits<double>::infinity();
    return softmaxOfRows(logits) * problem.values;
}

/// w₁ D V + Σ w_l L_l V with the weights of each channel; core's sums of r kernels are taken apart.
Eigen::MatrixXd blended(const AttentionProblem& problem, const Head& head, const FmmPlan& plan)
{
    const Index width = problem.values.cols();
    const auto weightsOf = [&](const std::string& name) {
        return head.named.at(name).row(0).segment(head.channel, width).asDiagonal();
    };
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(problem.tokens(), width);
    if (plan.band > 0)
        sum += fmmAttention(problem, {.band = plan.band, .farKernels = 0, .nearWeight = 1}, {})->outputs *
               weightsOf("near");
    Eigen::MatrixXd before = Eigen::MatrixXd::Zero(problem.tokens(), width);
    for (int kernel = 0; kernel < plan.kernels; ++kernel) {
        const double count = kernel + 1;
        const Eigen::MatrixXd upTo =
            fmmAttention(problem, {.band = 0, .farKernels = kernel + 1, .farWeight = count}, {})->outputs;
        sum += (upTo - before) * weightsOf("far" + std::to_string(kernel));
        before = upTo;
    }
    return sum;
}

Case fmmCase(const FmmPlan& plan, const Sizes& sizes)
{
    return {plan, sizes, [plan](const AttentionProblem& problem, const Head& head) {
                return blended(problem, head, plan);
            }};
}

/// Keys and values by P of the input for the window and summaries of core/attention; a fixed P directly.
Eigen::MatrixXd longShort(const AttentionProblem& problem, const Head& head, const LongShortPlan& plan)
{
    if (plan.projection == LongShortPlan::Projection::Fixed) {
        const Eigen::MatrixXd& projection = head.named.at("projection");
        const Eigen::MatrixXd logits =
            problem.scale() * problem.queries * (projection * problem.keys).transpose();
        return softmaxOfRows(logits) * (projection * problem.values);
    }
    Projection projection{Eigen::MatrixXd(problem.tokens(), 0), {}};
    if (plan.rank > 0)
        projection = projectionOf(
            head.input * head.named.at("maps").middleCols(head.number * plan.rank, plan.rank), 0);
    return LongShort(problem, projection, {.window = plan.window, .dualNorm = plan.dualNorm})
        .attend({})
        ->outputs;
}

Case longShortCase(const LongShortPlan& plan, double tolerance = 1e-10)
{
    return {
        plan,
        {.length = 12, .width = 8, .heads = 2, .causal = false},
        [plan](const AttentionProblem& problem, const Head& head) { return longShort(problem, head, plan); },
        tolerance};
}

Eigen::MatrixXd kernelised(AttentionProblem problem, const Head& head, const RpePlan& plan)
{
    if (plan.relative) {
        const Eigen::MatrixXd& bias = head.named.at("bias");
        problem.bias.assign(bias.data(), bias.data() + bias.size());
    }
    const AttentionProblem target = rpeTarget(problem, plan.normalised ? Lengths::Normalised : Lengths::Kept);
    const double root = std::sqrt(target.scale());
    const Eigen::MatrixXd directions = head.named.at("directions").transpose();
    AttentionCost cost;
    const LogFeatures features{logFeatures(root * target.queries, directions, cost),
                               logFeatures(root * target.keys, directions, cost),
                               {}};
    return rpeWeights(features, target) * problem.values;
}

Case rpeCase(const RpePlan& plan, bool causal)
{
    return {plan,
            {.length = 12, .width = 6, .heads = 1, .causal = causal},
            [plan](const AttentionProblem& problem, const Head& head) {
                return kernelised(problem, head, plan);
            }};
}

/// What is left of softmax where tokens of other blocks are hidden.
Eigen::MatrixXd ownBlock(const AttentionProblem& problem, Index block)
{
    Eigen::MatrixXd logits = attentionLogits(problem);
    for (Index i = 0; i < logits.rows(); ++i)
        for (Index j = 0; j < logits.cols(); ++j)
            if (i / block != j / block)
                logits(i, j) = -std::numeric_limits<double>::infinity();
    return softmaxOfRows(logits) * problem.values;
}

const std::map<std::string, Case>& cases()
{
    const Sizes causal{.length = 12, .width = 8, .heads = 2, .causal = true};
    const Sizes both{.length = 12, .width = 8, .heads = 2, .causal = false};
    const Exact softmax = [](const AttentionProblem& problem, const Head&) -> Eigen::MatrixXd {
        return exactAttention(problem, {})->outputs;
    };
    static const std::map<std::string, Case> kAll{
        {"softmax", {SoftmaxPlan{}, both, softmax}},
        {"softmax, causal", {SoftmaxPlan{}, causal, softmax}},
        {"softmax, window",
         {SoftmaxPlan{.window = 4}, causal,
          [](const AttentionProblem& problem, const Head&) { return windowed(problem, 4); }}},
        {"linear", fmmCase({.band = 0, .kernels = 1}, both)},
        {"FMM, one kernel", fmmCase({.band = 3, .kernels = 1}, causal)},
        {"FMM, three kernels", fmmCase({.band = 3, .kernels = 3}, causal)},
        {"FMM, three kernels, both ways", fmmCase({.band = 5, .kernels = 3}, both)},
        {"random features", rpeCase({.features = 9}, false)},
        {"normalised features, causal", rpeCase({.features = 9, .normalised = true}, true)},
        {"relative features", rpeCase({.features = 9, .normalised = true, .relative = true}, false)},
        {"relative features, causal", rpeCase({.features = 9, .relative = true}, true)},
        {"own block",
         {CombinerPlan{.block = 5}, causal,
          [](const AttentionProblem& problem, const Head&) { return ownBlock(problem, 5); }}},
        {"Combiner",
         {CombinerPlan{.block = 5, .spans = true}, causal,
          [](const AttentionProblem& problem, const Head&) -> Eigen::MatrixXd {
              return combinerAttention(problem, {.pattern = SpanPattern::Fixed, .block = 5}, {})->outputs;
          }}},
        {"window of segments", longShortCase({.window = 4})},
        {"window and summaries", longShortCase({.window = 4, .rank = 3})},
        {"DualLN",
         {LongShortPlan{.window = 4, .rank = 3, .dualNorm = true},
          {.length = 12, .width = 8, .heads = 1, .causal = false},
          [](const AttentionProblem& problem, const Head& head) {
              return longShort(problem, head, {.window = 4, .rank = 3, .dualNorm = true});
          },
          1e-3, // the tape's normalisation has an epsilon
          false}},
        {"summaries alone", longShortCase({.rank = 3})},
        {"fixed projection", longShortCase({.rank = 3, .projection = LongShortPlan::Projection::Fixed})},
    };
    return kAll;
}

void addCaseRows()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, own] : cases())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

/// A mechanism with random weights and streams, at work in one precision.
template <class Scalar>
class Bench {
public:
    explicit Bench(const Case& own)
        : m_case(own)
        , m_attend(addAttend(learn::Initialiser<Scalar>{m_weights, m_random}, own.plan, own.sizes))
    {
        for (const auto& entry : m_weights.entries())
            if (own.drawn && entry.group != learn::WeightGroup::Fixed)
                for (Index i = 0; i < entry.ref.shape.size(); ++i)
                    m_weights.values()[static_cast<std::size_t>(entry.ref.offset + i)] = drawn();
        for (auto* stream : {&m_streams.input, &m_streams.queries, &m_streams.keys, &m_streams.values})
            *stream = learn::constant(m_tape, {kBatch, own.sizes.length, own.sizes.width},
                                      [&](Index, Index) { return drawn(); });
    }

    /// The largest distance of the outputs from those of core/attention, relative to these.
    double error()
    {
        std::vector<Scalar> gradient(m_weights.values().size());
        learn::Pass<Scalar> pass{.tape = m_tape,
                                 .values = m_weights.values().data(),
                                 .gradient = gradient.data(),
                                 .training = false};
        const learn::Tensor<Scalar> outputs = m_attend(pass, m_streams);
        double worst = 0;
        const Index width = m_case.sizes.width / m_case.sizes.heads;
        for (Index sequence = 0; sequence < kBatch; ++sequence)
            for (Index head = 0; head < m_case.sizes.heads; ++head) {
                const Eigen::MatrixXd exact = m_case.exact(
                    problemOf(sequence, head * width),
                    {.number = head, .channel = head * width, .input = input(sequence), .named = named()});
                worst = std::max(worst, relativeError(part(outputs, sequence, head * width), exact));
            }
        return worst;
    }

private:
    Scalar drawn() { return static_cast<Scalar>(m_random.normal()); }

    Eigen::MatrixXd part(const learn::Tensor<Scalar>& tensor, Index sequence, Index channel) const
    {
        const Index length = m_case.sizes.length;
        return valueRows(tensor)
            .block(sequence * length, channel, length, m_case.sizes.width / m_case.sizes.heads)
            .template cast<double>();
    }

    AttentionProblem problemOf(Index sequence, Index channel) const
    {
        return {.queries = part(m_streams.queries, sequence, channel),
                .keys = part(m_streams.keys, sequence, channel),
                .values = part(m_streams.values, sequence, channel),
                .causal = m_case.sizes.causal};
    }

    Eigen::MatrixXd input(Index sequence) const
    {
        const Index length = m_case.sizes.length;
        return valueRows(m_streams.input).middleRows(sequence * length, length).template cast<double>();
    }

    Named named()
    {
        Named all;
        for (const auto& entry : m_weights.entries())
            all[entry.name] = learn::RowMap<Scalar>(m_weights.values().data() + entry.ref.offset,
                                                    entry.ref.shape.rows(), entry.ref.shape.channels)
                                  .template cast<double>();
        return all;
    }

    const Case& m_case;
    Random m_random{3};
    Weights<Scalar> m_weights;
    learn::Tape<Scalar> m_tape;
    Streams<Scalar> m_streams;
    Attend<Scalar> m_attend;
};

/// The slope of a small model's loss along a random direction, by its gradient and by differences of fourth order, in double.
class Slope {
public:
    explicit Slope(const Case& own)
        : m_logits(addModel(m_weights, {.vocabulary = 5, .sizes = own.sizes, .layers = 2, .inner = 6},
                            own.plan, 4))
        , m_gradient(m_weights)
        , m_start(m_weights.values().begin(), m_weights.values().end())
        , m_direction(m_start.size())
    {
        Random random(9);
        for (const auto& entry : m_weights.entries())
            for (Index i = 0; i < entry.ref.shape.size(); ++i)
                m_direction[static_cast<std::size_t>(entry.ref.offset + i)] =
                    entry.group == learn::WeightGroup::Fixed ? 0 : random.normal();
        for (Index i = 0; i < 3 * own.sizes.length; ++i)
            m_tokens.push_back(static_cast<int>(random.below(5)));
    }

    double error()
    {
        constexpr double kStep = 1e-4;
        const double slope =
            (8 * (lossAt(kStep) - lossAt(-kStep)) - lossAt(2 * kStep) + lossAt(-2 * kStep)) / (12 * kStep);
        lossAt(0);
        double along = 0;
        double square = 0;
        for (std::size_t i = 0; i < m_start.size(); ++i) {
            along += m_gradient.gradient()[i] * m_direction[i];
            square += m_gradient.gradient()[i] * m_gradient.gradient()[i];
        }
        return std::abs(along - slope) / std::sqrt(square);
    }

private:
    double lossAt(double distance)
    {
        for (std::size_t i = 0; i < m_start.size(); ++i)
            m_weights.values()[i] = m_start[i] + distance * m_direction[i];
        const auto loss = [this](learn::Pass<double>& pass, const learn::TokenBatch& shard, Index divisor) {
            return crossEntropy(pass.tape, m_logits(pass, shard), shard.targets, divisor);
        };
        return m_gradient.compute({3, m_tokens, m_tokens}, loss, 1);
    }

    Weights<double> m_weights;
    Logits<double> m_logits;
    learn::ShardedGradient<double> m_gradient;
    std::vector<double> m_start, m_direction;
    std::vector<int> m_tokens;
};

} // namespace

class TestContest : public QObject {
    Q_OBJECT
private slots:
    void isTheExactMechanism_data() { addCaseRows(); }
    void isTheExactMechanism();
    void evolvedBlocksAreTheStack();
    void gradientIsTheSlope_data();
    void gradientIsTheSlope();
};

void TestContest::isTheExactMechanism()
{
    QFETCH(QString, name);
    const Case& own = cases().at(name.toStdString());
    const double inDouble = Bench<double>(own).error();
    QVERIFY2(inDouble < own.tolerance, qPrintable(QString::number(inDouble)));
    const double inFloat = Bench<float>(own).error();
    QVERIFY2(inFloat < std::max(1e-5, own.tolerance), qPrintable(QString::number(inFloat)));
}

/// The same weights in TransEvolve's stack of core/attention, whose part for the time of the keys is left to chance: it changes
/// nothing. The feed-forward parts are silent.
void TestContest::evolvedBlocksAreTheStack()
{
    const ModelPlan plan{
        .sizes = {.length = 9, .width = 8, .heads = 2, .causal = false}, .layers = 3, .inner = 4};
    Random random(5);
    Weights<double> weights;
    const Blocks<double> blocks =
        addEvolvedBlocks(learn::Initialiser<double>{weights, random}, plan, EvolvedPlan{.divisor = 4});
    std::map<std::string, Eigen::MatrixXd> named;
    for (const auto& entry : weights.entries()) {
        learn::RowMap<double> own(weights.values().data() + entry.ref.offset, entry.ref.shape.rows(),
                                  entry.ref.shape.channels);
        if (entry.name.find("down") != std::string::npos)
            own.setZero();
        named[entry.name] = own;
    }
    StackWeights stack = stackWeights(random, 8, 2, 1, {});
    stack.attention.queryTokens = named.at("query").transpose();
    stack.attention.keyTokens = named.at("key").transpose();
    stack.attention.queryTime = named.at("time");
    stack.attention.coefficients = named.at("coefficients").col(0);
    stack.attention.output = named.at("output");
    learn::Tape<double> tape;
    const auto x = learn::constant(tape, {1, 9, 8}, [&](Index, Index) { return random.normal(); });
    const Eigen::MatrixXd tokens = valueRows(x);
    const auto run = runStack(tokens, stack, {.layers = 3, .divisor = 4}, Scores::Evolved, {});
    std::vector<double> gradient(weights.values().size());
    learn::Pass<double> pass{.tape = tape, .values = weights.values().data(), .gradient = gradient.data()};
    const double error = relativeError(valueRows(blocks(pass, x)), run->tokens.back());
    QVERIFY2(error < 1e-10, qPrintable(QString::number(error)));
    QVERIFY(relativeError(run->tokens.front(), run->tokens.back()) > 0.1);
}

void TestContest::gradientIsTheSlope_data()
{
    addCaseRows();
    QTest::newRow("TransEvolve") << "TransEvolve";
}

void TestContest::gradientIsTheSlope()
{
    QFETCH(QString, name);
    const Case evolved{
        .plan = EvolvedPlan{}, .sizes = {.length = 7, .width = 8, .heads = 2, .causal = false}, .exact = {}};
    const double error = Slope(name == "TransEvolve" ? evolved : cases().at(name.toStdString())).error();
    QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
}

QTEST_GUILESS_MAIN(TestContest)
#include "tst_contest.moc"

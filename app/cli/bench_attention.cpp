// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"
#include "core/math/random.h"

#include <fmt/format.h>

#include <memory>
#include <vector>

namespace kaba {
namespace {

constexpr Eigen::Index kDim = 64;

std::shared_ptr<const AttentionProblem> gaussian(Eigen::Index tokens)
{
    Random random(1);
    const auto normal = [&] {
        return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(tokens, kDim, [&] { return random.normal(); }));
    };
    AttentionProblem problem;
    problem.queries = normal();
    problem.keys = normal();
    problem.values = normal();
    return std::make_shared<const AttentionProblem>(std::move(problem));
}

Status statusOf(const Result<AttentionResult>& result) { return result ? Status(Done{}) : result.error(); }

/// One mechanism with its own initial parameters, at the budget that settings begin with.
BenchmarkBody attend(const Mechanism& mechanism, Eigen::Index tokens)
{
    return
        [&mechanism, problem = gaussian(tokens), values = ParameterSet(mechanism.parameters)](std::size_t) {
            return statusOf(mechanism.attend(*problem, MechanismSettings{values}, RunContext()));
        };
}

BenchmarkBody attendInFloat(Eigen::Index tokens)
{
    return [problem = gaussian(tokens)](std::size_t) {
        return statusOf(exactAttentionInFloat(*problem, RunContext()));
    };
}

std::string idOf(std::string_view method, Eigen::Index tokens)
{
    return fmt::format("attention/{}/n={}/d={}", method, tokens, kDim);
}

} // namespace

std::vector<Benchmark> attentionBenchmarks()
{
    // What is paid once, threads and tables, still counts at 1024 tokens: exact attention is fast enough for one length more.
    const std::vector<Eigen::Index> exact{1024, 2048, 4096, 8192};
    const std::vector<Eigen::Index> quadratic{1024, 2048, 4096};
    const std::vector<Eigen::Index> longer{1024, 4096, 16384};
    const auto lengthsFor = [&](const Mechanism& mechanism) {
        return mechanism.id == "softmax" ? exact : mechanism.growth < 2 ? longer : quadratic;
    };
    std::vector<Benchmark> all;
    for (const Mechanism& mechanism : allMechanisms())
        for (const Eigen::Index tokens : lengthsFor(mechanism))
            all.push_back({idOf(mechanism.id, tokens), [&mechanism, tokens] {
                               return Result<BenchmarkBody>(attend(mechanism, tokens));
                           }});
    for (const Eigen::Index tokens : exact)
        all.push_back({idOf("softmax-float", tokens),
                       [tokens] { return Result<BenchmarkBody>(attendInFloat(tokens)); }});
    return all;
}

} // namespace kaba

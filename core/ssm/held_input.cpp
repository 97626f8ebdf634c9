// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/held_input.h"

#include "core/ssm/layer_claims.h"
#include "core/ssm/scan.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {

Result<std::vector<double>> heldOutput(const StateSpace& continuous, double step,
                                       std::span<const double> input, std::size_t perSample,
                                       const RunContext& context)
{
    assert(step > 0 && perSample >= 1);
    const StateSpace fine =
        discretize(continuous, step / static_cast<double>(perSample), {.rule = StepRule::Zoh});
    std::vector<double> held;
    held.reserve(input.size() * perSample);
    for (const double value : input)
        held.insert(held.end(), perSample, value);
    auto scanned = scan(fine, held, 0, context);
    if (!scanned)
        return scanned.error();
    return std::move(scanned->output);
}

std::vector<double> lastOfEach(std::span<const double> values, std::size_t stride)
{
    assert(stride >= 1 && values.size() % stride == 0);
    std::vector<double> last(values.size() / stride);
    for (std::size_t k = 0; k < last.size(); ++k)
        last[k] = values[(k + 1) * stride - 1];
    return last;
}

StateSpace repeated(StateSpace discrete, int doublings)
{
    for (; doublings > 0; --doublings) {
        discrete.b += (discrete.a * discrete.b).eval();
        discrete.a = (discrete.a * discrete.a).eval();
    }
    return discrete;
}

Result<double> ruleError(const HeldProblem& problem, const Discretization& method, int halvings,
                         const RunContext& context)
{
    const double fine = std::ldexp(problem.step, -halvings);
    if (isUnstable(spectralRadius(discreteEigenvalues(problem.eigenvalues, fine, method))))
        return std::numeric_limits<double>::quiet_NaN();
    const StateSpace whole = repeated(discretize(problem.continuous, fine, method), halvings);
    const auto scanned = scan(whole, problem.input, 0, context);
    if (!scanned)
        return scanned.error();
    const double error = relativeDifference(scanned->output, problem.exact);
    return std::isfinite(error) ? error : std::numeric_limits<double>::quiet_NaN();
}

} // namespace kaba

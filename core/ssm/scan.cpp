// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/scan.h"

#include "core/base/dispatch.h"
#include "core/math/lanes.h"

#include <algorithm>
#include <utility>

namespace kaba {

namespace {

constexpr std::size_t kStepsAtATime = 64;
constexpr std::size_t kRowGroups = 4; ///< lane groups of a dense product that stay in registers
constexpr std::size_t kRowsAtATime = kRowGroups * kLaneCount;

/// States of consecutive steps, `stride` doubles apart; the state before the first stands at −stride.
struct Steps {
    const double* input;
    std::size_t count;
    double* states;
    std::size_t stride;
};

struct DenseMatrix {
    const double* a; ///< column-major, `stride` doubles a column, an even number of columns, zero padded
    const double* b;
    std::size_t columns;
    bool lowerTriangular;
};

// Rows r…r+31 of Ā x + B̄ u stay in registers while the columns pass by, two at a time to hide the latency of sums.
KABA_CLONES void advanceDense(const DenseMatrix& matrix, const Steps& steps)
{
    const std::size_t stride = steps.stride;
    for (std::size_t k = 0; k < steps.count; ++k) {
        double* next = steps.states + k * stride;
        const double* previous = next - stride;
        for (std::size_t r = 0; r < stride; r += kRowsAtATime) {
            Lanes even[kRowGroups];
            Lanes odd[kRowGroups] = {};
            std::memcpy(even, matrix.b + r, sizeof even);
            for (Lanes& group : even)
                group *= steps.input[k];
            const std::size_t columns =
                matrix.lowerTriangular ? std::min(matrix.columns, r + kRowsAtATime) : matrix.columns;
            const double* column = matrix.a + r;
            for (std::size_t j = 0; j < columns; j += 2, column += 2 * stride) {
                for (std::size_t i = 0; i < kRowGroups; ++i) {
                    Lanes left;
                    Lanes right;
                    std::memcpy(&left, column + i * kLaneCount, sizeof left);
                    std::memcpy(&right, column + stride + i * kLaneCount, sizeof right);
                    even[i] += left * previous[j];
                    odd[i] += right * previous[j + 1];
                }
            }
            for (std::size_t i = 0; i < kRowGroups; ++i)
                even[i] += odd[i];
            std::memcpy(next + r, even, sizeof even);
        }
    }
}

struct DiagonalModes {
    const double *aRe, *aIm, *bRe, *bIm;
    std::size_t padded; ///< modes; a state is this many real parts, then as many imaginary ones
};

KABA_CLONES void advanceDiagonal(const DiagonalModes& modes, const Steps& steps)
{
    for (std::size_t n = 0; n < modes.padded; n += kLaneCount) {
        Lanes aRe;
        Lanes aIm;
        Lanes bRe;
        Lanes bIm;
        Lanes re;
        Lanes im;
        std::memcpy(&aRe, modes.aRe + n, sizeof aRe);
        std::memcpy(&aIm, modes.aIm + n, sizeof aIm);
        std::memcpy(&bRe, modes.bRe + n, sizeof bRe);
        std::memcpy(&bIm, modes.bIm + n, sizeof bIm);
        double* state = steps.states - steps.stride + n;
        std::memcpy(&re, state, sizeof re);
        std::memcpy(&im, state + modes.padded, sizeof im);
        for (std::size_t k = 0; k < steps.count; ++k) {
            const Lanes rotated = aRe * re - aIm * im + bRe * steps.input[k];
            im = aRe * im + aIm * re + bIm * steps.input[k];
            re = rotated;
            state += steps.stride;
            std::memcpy(state, &re, sizeof re);
            std::memcpy(state + modes.padded, &im, sizeof im);
        }
    }
}

/// Where the rows of a state stand in the padded buffer: `count` of them from each start.
struct StateRows {
    std::vector<std::size_t> starts;
    std::size_t count;
};

void keepStates(const StateRows& rows, const double* states, std::size_t stride, std::size_t from,
                std::size_t count, Scan& result)
{
    const std::size_t every = result.everySample;
    const std::size_t first = (from + every - 1) / every * every;
    for (std::size_t part = 0; part < rows.starts.size(); ++part)
        for (std::size_t n = 0; n < rows.count; ++n) {
            double* row = result.states.data() + (part * rows.count + n) * result.columns;
            for (std::size_t k = first; k < from + count; k += every)
                row[k / every] = states[(k - from) * stride + rows.starts[part] + n];
        }
}

/// The part that both kinds of system share. `readout` is C laid out like a padded state.
template <class Advance>
Result<Scan> scanBlocks(const Advance& advance, const LaneBuffer& readout, std::size_t stride,
                        const StateRows& rows, double d, std::span<const double> input,
                        std::size_t everySample, const RunContext& context)
{
    Scan result;
    result.output.resize(input.size());
    result.rows = rows.starts.size() * rows.count;
    result.everySample = everySample;
    result.columns = everySample == 0 ? 0 : (input.size() + everySample - 1) / everySample;
    result.states.resize(result.rows * result.columns);

    LaneBuffer buffer((kStepsAtATime + 1) * stride);
    double* states = buffer.data() + stride;
    const Eigen::Map<const Eigen::VectorXd> c(readout.data(), static_cast<Eigen::Index>(stride));
    for (std::size_t from = 0; from < input.size(); from += kStepsAtATime) {
        if (!context.advance(static_cast<std::ptrdiff_t>(from), static_cast<std::ptrdiff_t>(input.size())))
            return RunContext::cancelled();
        const std::size_t count = std::min(kStepsAtATime, input.size() - from);
        const double* u = input.data() + from;
        advance(Steps{u, count, states, stride});
        const auto steps = static_cast<Eigen::Index>(count);
        Eigen::Map<Eigen::VectorXd> y(result.output.data() + from, steps);
        y.noalias() = Eigen::Map<const Eigen::MatrixXd>(states, c.size(), steps).transpose() * c;
        if (d != 0)
            y += d * Eigen::Map<const Eigen::VectorXd>(u, steps);
        if (result.columns > 0)
            keepStates(rows, states, stride, from, count, result);
        std::copy_n(states + (count - 1) * stride, stride, states - stride);
    }
    return result;
}

LaneBuffer parts(const Eigen::VectorXd& first, const Eigen::VectorXd& second, std::size_t padded)
{
    LaneBuffer buffer(2 * padded);
    std::copy(first.begin(), first.end(), buffer.data());
    std::copy(second.begin(), second.end(), buffer.data() + padded);
    return buffer;
}

} // namespace

Result<Scan> scan(const StateSpace& discrete, std::span<const double> input, std::size_t everySample,
                  const RunContext& context)
{
    const auto order = static_cast<std::size_t>(discrete.a.rows());
    const std::size_t stride = roundedUpTo(kRowsAtATime, order);
    const std::size_t columns = roundedUpTo(2, order);
    LaneBuffer a(columns * stride);
    for (Eigen::Index j = 0; j < discrete.a.cols(); ++j)
        std::copy(discrete.a.col(j).begin(), discrete.a.col(j).end(),
                  a.data() + static_cast<std::size_t>(j) * stride);
    LaneBuffer b(stride);
    LaneBuffer c(stride);
    std::copy(discrete.b.begin(), discrete.b.end(), b.data());
    std::copy(discrete.c.begin(), discrete.c.end(), c.data());
    const DenseMatrix matrix{a.data(), b.data(), columns, discrete.a.isLowerTriangular(0)};
    return scanBlocks([&](const Steps& steps) { advanceDense(matrix, steps); }, c, stride, {{0}, order},
                      discrete.d, input, everySample, context);
}

Result<Scan> scan(const DiagonalStateSpace& discrete, std::span<const double> input, std::size_t everySample,
                  const RunContext& context)
{
    const auto count = static_cast<std::size_t>(discrete.a.size());
    const std::size_t padded = roundedUpTo(kLaneCount, count);
    const LaneBuffer a = parts(discrete.a.real(), discrete.a.imag(), padded);
    const LaneBuffer b = parts(discrete.b.real(), discrete.b.imag(), padded);
    const LaneBuffer c =
        parts(discrete.factor * discrete.c.real(), -discrete.factor * discrete.c.imag(), padded);
    const DiagonalModes modes{a.data(), a.data() + padded, b.data(), b.data() + padded, padded};
    return scanBlocks([&](const Steps& steps) { advanceDiagonal(modes, steps); }, c, 2 * padded,
                      {{0, padded}, count}, discrete.d, input, everySample, context);
}

Result<std::vector<double>> powerKernel(DiagonalStateSpace discrete, std::size_t length,
                                        const RunContext& context)
{
    discrete.d = 0;
    std::vector<double> impulse(length);
    impulse.front() = 1;
    auto answer = scan(discrete, impulse, 0, context);
    if (!answer)
        return answer.error();
    return std::move(answer->output);
}

} // namespace kaba

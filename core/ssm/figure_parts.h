// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/ssm/discretization.h"

#include <Eigen/Core>

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>

namespace kaba {

/// Parts of figures that every state-space demo shows.

/// The horizontal axis of a sequence, linked between panels: sample numbers, or seconds where the samples per
/// second are known (rate > 0).
struct SampleScale {
    double rate = 0;

    double perSample() const { return rate > 0 ? 1 / rate : 1; }
    Axis axis() const;
    RegularGrid grid(std::size_t first, std::size_t count) const;
    /// What `columns` cells of `every` samples cover, the first sample in the middle of the first cell.
    Interval span(std::size_t columns, std::size_t every = 1) const;
};

/// One value per sample from the first on, NaN where not finite.
Line lineOf(std::span<const double> values, const SampleScale& scale = {});

/// "Overflow at sample …" for the first value that is not finite; empty where all are.
Text overflowNote(std::initializer_list<std::span<const double>> lines);

/// The horizontal axis of a kernel: samples back in time.
Axis lagAxis();

/// Cells of unit size whose middles are the indices 0 … count − 1.
Interval cells(std::size_t count);

/// Row-major entries, NaN where not finite.
Samples rowMajor(const Eigen::MatrixXd& matrix);

/// "₁₂": the index of a symbol.
std::string subscript(std::size_t index);

/// A matrix as a signed heat map, row 0 on top; its one layer has the panel's id.
Panel matrixPanel(const std::string& id, Text title, Text symbol, const Eigen::MatrixXd& matrix);

/// Points of the complex plane.
Layer complexPoints(std::string id, Text label, const Eigen::VectorXcd& values, Role role);

/// An empty complex plane with equal scales.
Panel complexPlane(std::string id, Text title);

/// For NPZ: a matrix, or a vector where it has one column. complexArray keeps both parts.
NamedArray namedArray(std::string name, const Eigen::MatrixXd& matrix);
NamedArray complexArray(std::string name, const Eigen::MatrixXcd& matrix);

/// An identity that holds while `measured` is at most `tolerance`.
Claim identityClaim(std::string id, Text statement, Text source, double tolerance, double measured);

/// That ρ(Ā) > 1 makes the state grow, and what would help: the step below which the rule is stable, or another
/// system where A itself grows. `eigenvalues` are those of A.
Text unstableNotice(const Eigen::VectorXcd& eigenvalues, double step, const Discretization& method,
                    double radius);

} // namespace kaba

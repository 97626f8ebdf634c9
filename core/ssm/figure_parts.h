// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <Eigen/Core>

#include <string>

namespace kaba {

/// Parts of figures that every state-space demo shows.

/// The horizontal axis over samples, linked between panels.
Axis sampleAxis();

/// Cells of unit size whose middles are the indices 0 … count − 1.
Interval cells(std::size_t count);

/// Row-major entries, NaN where not finite.
Samples rowMajor(const Eigen::MatrixXd& matrix);

/// A matrix as a signed heat map, row 0 on top; its one layer has the panel's id.
Panel matrixPanel(std::string id, Text title, Text symbol, const Eigen::MatrixXd& matrix);

/// Points of the complex plane.
Layer complexPoints(std::string id, Text label, const Eigen::VectorXcd& values, Role role);

/// An empty complex plane with equal scales.
Panel complexPlane(std::string id, Text title);

/// For NPZ: a matrix, or a vector where it has one column.
NamedArray namedArray(std::string name, const Eigen::MatrixXd& matrix);

} // namespace kaba

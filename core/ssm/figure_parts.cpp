// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/figure_parts.h"

#include "core/math/vector_ops.h"

#include <complex>
#include <utility>

namespace kaba {

Axis sampleAxis() { return {.label = {"sample k", "標本 k"}, .link = "sample"}; }

Interval cells(std::size_t count) { return {-0.5, static_cast<double>(count) - 0.5}; }

Samples rowMajor(const Eigen::MatrixXd& matrix)
{
    using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Samples out(static_cast<std::size_t>(matrix.size()));
    Eigen::Map<RowMajorMatrix>(out.data(), matrix.rows(), matrix.cols()) = matrix;
    return finiteOrNan(std::move(out));
}

Panel matrixPanel(std::string id, Text title, Text symbol, const Eigen::MatrixXd& matrix)
{
    const auto rows = static_cast<std::size_t>(matrix.rows());
    const auto cols = static_cast<std::size_t>(matrix.cols());
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"column k", "列 k"}},
            .y = {.label = {"row n", "行 n"}},
            .layers = {{.id = id,
                        .label = std::move(symbol),
                        .data = Heatmap{.rows = rows,
                                        .cols = cols,
                                        .z = rowMajor(matrix),
                                        .x = cells(cols),
                                        .y = cells(rows),
                                        .map = ColourMap::Diverging},
                        .role = Role::State}}};
}

Layer complexPoints(std::string id, Text label, const Eigen::VectorXcd& values, Role role)
{
    Scatter points{.x = {}, .y = {}, .complex = true};
    for (const std::complex<double>& value : values) {
        points.x.push_back(value.real());
        points.y.push_back(value.imag());
    }
    points.x = finiteOrNan(std::move(points.x));
    points.y = finiteOrNan(std::move(points.y));
    return {.id = std::move(id), .label = std::move(label), .data = std::move(points), .role = role};
}

Panel complexPlane(std::string id, Text title)
{
    return {.id = std::move(id),
            .title = std::move(title),
            .x = {.label = {"real part", "実部"}},
            .y = {.label = {"imaginary part", "虚部"}},
            .equalAspect = true};
}

NamedArray namedArray(std::string name, const Eigen::MatrixXd& matrix)
{
    std::vector<std::size_t> shape{static_cast<std::size_t>(matrix.rows())};
    if (matrix.cols() != 1)
        shape.push_back(static_cast<std::size_t>(matrix.cols()));
    return {.name = std::move(name), .shape = std::move(shape), .re = rowMajor(matrix)};
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/figure_parts.h"

#include "core/base/number_text.h"
#include "core/math/vector_ops.h"

#include <cmath>
#include <complex>
#include <string_view>
#include <utility>

namespace kaba {

Axis SampleScale::axis() const
{
    if (rate > 0)
        return {.label = {"time t", "時刻 t"}, .unit = "s", .link = "sample"};
    return {.label = {"sample k", "サンプル k"}, .link = "sample"};
}

RegularGrid SampleScale::grid(std::size_t first, std::size_t count) const
{
    return {static_cast<double>(first) * perSample(), perSample(), count};
}

Interval SampleScale::span(std::size_t columns, std::size_t every) const
{
    const double cell = static_cast<double>(every) * perSample();
    return {-cell / 2, (static_cast<double>(columns) - 0.5) * cell};
}

Line lineOf(std::span<const double> values, const SampleScale& scale)
{
    return {scale.grid(0, values.size()), finiteOrNan({values.begin(), values.end()})};
}

Text overflowNote(std::initializer_list<std::span<const double>> lines)
{
    for (const std::span<const double> line : lines)
        for (std::size_t k = 0; k < line.size(); ++k)
            if (!std::isfinite(line[k]))
                return text("Overflow at sample {}: nothing to show from there on.",
                            "サンプル {} で桁あふれします。それ以降は表示できません。", k);
    return {};
}

Axis lagAxis() { return {.label = {"lag l", "遅れ l"}, .unit = "samples"}; }

Interval cells(std::size_t count) { return {-0.5, static_cast<double>(count) - 0.5}; }

std::string subscript(std::size_t index)
{
    constexpr std::string_view kDigits[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    std::string out;
    for (const char digit : std::to_string(index))
        out += kDigits[digit - '0'];
    return out;
}

Samples rowMajor(const Eigen::MatrixXd& matrix)
{
    using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Samples out(static_cast<std::size_t>(matrix.size()));
    Eigen::Map<RowMajorMatrix>(out.data(), matrix.rows(), matrix.cols()) = matrix;
    return finiteOrNan(std::move(out));
}

Panel matrixPanel(const std::string& id, Text title, Text symbol, const Eigen::MatrixXd& matrix)
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

NamedArray complexArray(std::string name, const Eigen::MatrixXcd& matrix)
{
    NamedArray array = namedArray(std::move(name), Eigen::MatrixXd(matrix.real()));
    array.im = rowMajor(matrix.imag());
    return array;
}

Claim identityClaim(std::string id, Text statement, Text source, double tolerance, double measured)
{
    return {.id = std::move(id),
            .kind = Claim::Kind::Identity,
            .relation = Claim::Relation::AtMost,
            .statement = std::move(statement),
            .source = std::move(source),
            .expected = tolerance,
            .measured = measured};
}

Text unstableNotice(const Eigen::VectorXcd& eigenvalues, double step, const Discretization& method,
                    double radius)
{
    const double limit = method.isGbt() ? stepLimit(eigenvalues, method.alpha()) : 0;
    if (!(limit > 0) || !std::isfinite(limit))
        return text("Unstable: the spectral radius of A\u0304 is {} > 1 because A itself has eigenvalues "
                    "with positive "
                    "real part; the state grows without bound. Choose another system.",
                    "不安定です。A 自身が実部の正の固有値をもつため、A\u0304 のスペクトル半径が {} > 1 "
                    "となり、状態は際限なく増大します。別の系を選んでください。",
                    shortest(radius));
    return text("Unstable: the spectral radius of A\u0304 is {0} > 1, so the state grows without bound. This "
                "rule needs a "
                "step below {1:.3g}; it is {2:.3g}. Lower step or choose bilinear.",
                "不安定です。A\u0304 のスペクトル半径が {0} > 1 "
                "のため状態は際限なく増大します。この離散化には {1:.3g} "
                "未満の刻み幅が必要ですが、いまは {2:.3g} です。step を下げるか bilinear を選んでください。",
                shortest(radius), limit, step);
}

} // namespace kaba

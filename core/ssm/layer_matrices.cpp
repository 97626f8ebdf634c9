// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_matrices.h"

#include "core/ssm/figure_parts.h"

#include <utility>

namespace kaba {
namespace {

/// A, B and the readout of a system as one would write them down, each N rows; of an embedded system the complex
/// ones that it stands for.
struct Matrices {
    Eigen::MatrixXcd a, b, c;
};

Matrices matricesOf(const AnySystem& system, bool embedded)
{
    if (const auto* diagonal = std::get_if<DiagonalStateSpace>(&system))
        return {diagonal->a.asDiagonal(), diagonal->b, diagonal->c};
    const StateSpace& dense = std::get<StateSpace>(system);
    if (!embedded)
        return {dense.a.cast<std::complex<double>>(), dense.b.cast<std::complex<double>>(),
                dense.c.cast<std::complex<double>>()};
    const std::complex<double> i(0, 1);
    const Eigen::Index half = dense.b.size() / 2;
    return {embeddedMatrix(dense.a), dense.b.head(half) + i * dense.b.tail(half),
            dense.c.head(half) - i * dense.c.tail(half)};
}

Panel panelOf(const std::string& id, const Text& title, std::string_view symbol, const SsmLayer& layer,
              const Eigen::MatrixXcd& matrix)
{
    Panel panel;
    if (layer.isComplex()) {
        panel = matrixPanel(id, title, Text::same(fmt::format("Re {}", symbol)), matrix.real());
        panel.layers.front().id = "re";
        panel.layers.push_back(
            matrixPanel("im", title, Text::same(fmt::format("Im {}", symbol)), matrix.imag()).layers.front());
    } else {
        panel = matrixPanel(id, title, Text::same(symbol), matrix.real());
    }
    panel.featured = false;
    return panel;
}

NamedArray arrayOf(std::string name, const SsmLayer& layer, const Eigen::MatrixXcd& matrix)
{
    return layer.isComplex() ? complexArray(std::move(name), matrix)
                             : namedArray(std::move(name), matrix.real());
}

} // namespace

Panel matrixAPanel(const SsmLayer& layer)
{
    return panelOf("matrix-a", {"State matrix A in continuous time", "連続時間の状態行列 A"}, "A", layer,
                   matricesOf(layer.continuous, layer.embedded).a);
}

Panel matrixBPanel(const SsmLayer& layer)
{
    return panelOf("matrix-b", {"How the input enters the states: B", "入力が状態に入る重み B"}, "B", layer,
                   matricesOf(layer.continuous, layer.embedded).b);
}

Panel matrixCPanel(const SsmLayer& layer)
{
    return panelOf("matrix-c", {"How the states make the output: C", "状態から出力を作る重み C"}, "C", layer,
                   matricesOf(layer.continuous, layer.embedded).c.transpose());
}

std::vector<NamedArray> layerArrays(const SsmLayer& layer)
{
    const Matrices continuous = matricesOf(layer.continuous, layer.embedded);
    const Matrices discrete = matricesOf(layer.discrete, layer.embedded);
    std::vector<NamedArray> arrays{arrayOf("A", layer, continuous.a), arrayOf("B", layer, continuous.b),
                                   arrayOf("C", layer, continuous.c), arrayOf("Abar", layer, discrete.a),
                                   arrayOf("Bbar", layer, discrete.b)};
    if (layer.feedthrough() != 0)
        arrays.push_back({.name = "D", .shape = {1}, .re = {layer.feedthrough()}});
    return arrays;
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/custom_system.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kMostStates = 512;
constexpr double kLeastStep = 1e-6;
constexpr double kGreatestStep = 10;

const InputArray* find(const Input& input, std::string_view name)
{
    const auto found = std::ranges::find(input.arrays, name, &InputArray::name);
    return found == input.arrays.end() ? nullptr : &*found;
}

Error inputError(const Input& input, const Text& what)
{
    return {Error::Kind::Input, {input.name + ": " + what.en, input.name + "：" + what.ja}};
}

std::string shapeText(const std::vector<std::size_t>& shape)
{
    return fmt::format("({})", fmt::join(shape, ", "));
}

/// All numbers of an array as a rows × cols matrix; one row or column more or less in its shape does not matter.
Result<Eigen::MatrixXcd> numbersOf(const Input& input, std::string_view name, Eigen::Index rows,
                                   Eigen::Index cols)
{
    const InputArray* array = find(input, name);
    if (!array)
        return inputError(
            input, text("the array {} is missing. A custom system needs A, B and C, or lambda, B and C.",
                        "配列 {} がありません。カスタム系には A・B・C か lambda・B・C が必要です。", name));
    std::vector<std::size_t> core;
    std::ranges::copy_if(array->shape, std::back_inserter(core),
                         [](std::size_t extent) { return extent != 1; });
    std::vector<std::size_t> wanted;
    for (const Eigen::Index extent : {rows, cols})
        if (extent != 1)
            wanted.push_back(static_cast<std::size_t>(extent));
    if (core != wanted)
        return inputError(input, text("{0} has the shape {1}, but {2} × {3} is needed.",
                                      "{0} の形は {1} ですが、{2} × {3} が必要です。", name,
                                      shapeText(array->shape), rows, cols));
    Eigen::MatrixXcd matrix(rows, cols);
    for (Eigen::Index r = 0; r < rows; ++r)
        for (Eigen::Index c = 0; c < cols; ++c) {
            const auto at = static_cast<std::size_t>(r * cols + c);
            matrix(r, c) = {array->re[at], array->im.empty() ? 0 : array->im[at]};
        }
    if (!matrix.allFinite())
        return inputError(
            input, text("{} holds a value that is not finite.", "{} に有限でない値があります。", name));
    return matrix;
}

Result<double> optionalNumber(const Input& input, std::string_view name, double fallback)
{
    if (!find(input, name))
        return fallback;
    const auto number = numbersOf(input, name, 1, 1);
    if (!number)
        return number.error();
    return (*number)(0, 0).real();
}

struct CustomNumbers {
    Eigen::MatrixXcd a; ///< N × N, or N × 1 for lambda
    Eigen::VectorXcd b, c;
    double d, step;
    bool diagonal;

    bool real() const { return a.imag().isZero(0) && b.imag().isZero(0) && c.imag().isZero(0); }
};

Result<CustomNumbers> readNumbers(const Input& input, double step)
{
    const bool diagonal = find(input, "lambda") && !find(input, "A");
    const InputArray* main = find(input, diagonal ? "lambda" : "A");
    const auto order = main && !main->shape.empty() ? static_cast<Eigen::Index>(main->shape.front()) : 1;
    if (order < 1 || order > kMostStates)
        return inputError(input, text("{0} states; between 1 and {1} can be computed.",
                                      "状態が {0} 個あります。計算できるのは 1 から {1} 個です。", order,
                                      kMostStates));
    const auto a = numbersOf(input, diagonal ? "lambda" : "A", order, diagonal ? 1 : order);
    if (!a)
        return a.error();
    const auto b = numbersOf(input, "B", order, 1);
    if (!b)
        return b.error();
    const auto c = numbersOf(input, "C", order, 1);
    if (!c)
        return c.error();
    const auto d = optionalNumber(input, "D", 0);
    if (!d)
        return d.error();
    const auto delta = optionalNumber(input, "step", step);
    if (!delta)
        return delta.error();
    if (*delta < kLeastStep || *delta > kGreatestStep)
        return inputError(input, text("step is {0}; between {1} and {2} can be computed.",
                                      "step が {0} です。計算できるのは {1} から {2} です。",
                                      shortest(*delta), shortest(kLeastStep), shortest(kGreatestStep)));
    return CustomNumbers{*a, *b, *c, *d, *delta, diagonal};
}

AnySystem systemOf(const CustomNumbers& numbers)
{
    if (numbers.diagonal)
        return DiagonalStateSpace{numbers.a, numbers.b, numbers.c, 1, numbers.d};
    if (numbers.real())
        return StateSpace{numbers.a.real(), numbers.b.real(), numbers.c.real(), numbers.d};
    return realEmbedding(numbers.a, numbers.b, numbers.c, numbers.d);
}

} // namespace

Result<SsmLayer> customLayer(const LayerSettings& settings, const Input* input)
{
    if (!input)
        return Error{Error::Kind::CannotCompute,
                     {"A custom system needs poles (such as poles = -0.5+3i,-1), an edited matrix A, or a "
                      "file with the "
                      "arrays A, B and C, or lambda, B and C (optionally D and step), given with --input "
                      "FILE.npz. Give "
                      "one of them, or choose another system.",
                      "カスタム系には、極（例：poles = -0.5+3i,-1）、編集した行列 A、または配列 A・B・C か "
                      "lambda・B・C"
                      "（任意で D と step）を含むファイル（--input FILE.npz）のいずれかが必要です。"
                      "どれかを与えるか、別の系を選んでください。"}};
    const auto numbers = readNumbers(*input, settings.step);
    if (!numbers)
        return numbers.error();
    if (!numbers->diagonal && !numbers->real() && 2 * numbers->a.rows() > kMostStates)
        return inputError(*input, text("{0} complex states; at most {1} can be computed.",
                                       "複素の状態が {0} 個あります。計算できるのは {1} 個までです。",
                                       numbers->a.rows(), kMostStates / 2));
    SsmLayer layer{settings, systemOf(*numbers), {}, !numbers->diagonal && !numbers->real()};
    if (numbers->diagonal)
        layer.eigenvalues = numbers->a;
    layer.settings.order = static_cast<int>(numbers->a.rows());
    layer.settings.step = numbers->step;
    layer.notices = input->notices;
    if (find(*input, "step"))
        layer.notices.push_back(
            text("Δ = {} is taken from the file.", "Δ = {} はファイルの値です。", shortest(numbers->step)));
    return layer;
}

} // namespace kaba

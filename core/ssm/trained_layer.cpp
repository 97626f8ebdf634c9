// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/trained_layer.h"

#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace kaba {
namespace {

constexpr std::size_t kMostChannels = 65536;
constexpr std::size_t kMostModes = 4096;

using Shape = std::vector<std::size_t>;

Error inputError(const Input& input, const Text& what)
{
    return {Error::Kind::Input, {input.name + ": " + what.en, input.name + "：" + what.ja}};
}

/// Extents of 1 tell nothing: a layer of one channel may leave them out or not.
Shape withoutOnes(const Shape& shape)
{
    Shape core;
    std::ranges::copy_if(shape, std::back_inserter(core), [](std::size_t extent) { return extent != 1; });
    return core;
}

bool isCalled(const InputArray& array, std::string_view name)
{
    const std::string_view whole = array.name;
    return whole == name || (whole.ends_with(name) && whole[whole.size() - name.size() - 1] == '.');
}

/// The array of that name, or null where there is none.
Result<const InputArray*> find(const Input& input, std::string_view name)
{
    const InputArray* found = nullptr;
    for (const InputArray& array : input.arrays) {
        if (array.name == name)
            return &array;
        if (!isCalled(array, name))
            continue;
        if (found)
            return inputError(
                input, text("both '{0}' and '{1}' are a {2}. Save the arrays of one layer only.",
                            "「{0}」と「{1}」がどちらも {2} です。1 つの層の配列だけを保存してください。",
                            found->name, array.name, name));
        found = &array;
    }
    return found;
}

Result<const InputArray*> needed(const Input& input, std::string_view name)
{
    const Result<const InputArray*> found = find(input, name);
    if (!found || *found)
        return found;
    return inputError(
        input,
        text(
            "the array {} is missing. An S4D layer has log_dt, log_A_real, A_imag and C; a DSS layer log_dt, "
            "Lambda_log_neg_re, Lambda_im and W.",
            "配列 {} がありません。S4D の層には log_dt・log_A_real・A_imag・C、DSS の層には log_dt・"
            "Lambda_log_neg_re・Lambda_im・W が必要です。",
            name));
}

std::string shapeText(const Shape& shape) { return fmt::format("({})", fmt::join(shape, ", ")); }

Error wrongShape(const Input& input, const InputArray& array, const Shape& wanted)
{
    return inputError(input,
                      text("the array {0} has shape {1}; {2} is needed, as the other arrays have it.",
                           "配列 {0} の形は {1} ですが、ほかの配列に合わせて {2} である必要があります。",
                           array.name, shapeText(array.shape), shapeText(wanted)));
}

Error notFinite(const Input& input, const InputArray& array, std::size_t place)
{
    return inputError(input, text("element {1} of the array {0} is not a finite number.",
                                  "配列 {0} の要素 {1} が有限の数ではありません。", array.name, place));
}

/// Real and imaginary parts side by side in the last axis, as torch.view_as_real has them, become one number each.
InputArray withComplexPairs(const InputArray& array)
{
    if (!array.im.empty() || array.shape.empty() || array.shape.back() != 2)
        return array;
    InputArray complex{.name = array.name, .shape = {array.shape.begin(), array.shape.end() - 1}};
    for (std::size_t i = 0; i + 1 < array.re.size(); i += 2) {
        complex.re.push_back(array.re[i]);
        complex.im.push_back(array.re[i + 1]);
    }
    return complex;
}

std::optional<std::size_t> firstNonFinite(const InputArray& array)
{
    for (std::size_t i = 0; i < array.re.size(); ++i)
        if (!std::isfinite(array.re[i]) || (!array.im.empty() && !std::isfinite(array.im[i])))
            return i;
    return std::nullopt;
}

/// rows × cols numbers; an array of `cols` alone holds for every row.
Result<Eigen::MatrixXcd> matrixOf(const Input& input, const InputArray& array, std::size_t rows,
                                  std::size_t cols)
{
    const Shape core = withoutOnes(array.shape);
    const bool whole = core == withoutOnes({rows, cols});
    if (!whole && core != withoutOnes({cols}))
        return wrongShape(input, array, {rows, cols});
    if (const auto place = firstNonFinite(array))
        return notFinite(input, array, *place);
    const auto width = static_cast<Eigen::Index>(cols);
    Eigen::MatrixXcd out(static_cast<Eigen::Index>(rows), width);
    for (Eigen::Index r = 0; r < out.rows(); ++r)
        for (Eigen::Index c = 0; c < width; ++c) {
            const auto at = static_cast<std::size_t>((whole ? r * width : 0) + c);
            out(r, c) = {array.re[at], array.im.empty() ? 0 : array.im[at]};
        }
    return out;
}

Result<Eigen::MatrixXcd> namedMatrix(const Input& input, std::string_view name, std::size_t rows,
                                     std::size_t cols)
{
    const Result<const InputArray*> array = needed(input, name);
    return array ? matrixOf(input, **array, rows, cols) : array.error();
}

struct Names {
    std::string_view decay, frequency, readout;
};
constexpr Names kS4d{"log_A_real", "A_imag", "C"};
constexpr Names kDss{"Lambda_log_neg_re", "Lambda_im", "W"};

struct Size {
    std::size_t channels, modes;
};

/// H from log_dt, n from the imaginary parts.
Result<Size> sizeOf(const Input& input, const Names& names)
{
    const Result<const InputArray*> steps = needed(input, "log_dt");
    if (!steps)
        return steps.error();
    const Result<const InputArray*> frequencies = needed(input, names.frequency);
    if (!frequencies)
        return frequencies.error();
    if (withoutOnes((*steps)->shape).size() > 1)
        return inputError(
            input, text("the array {0} has shape {1}; one Δ for each channel is needed, (H). (A DSS layer "
                        "with separate Δ for both parts is not read.)",
                        "配列 {0} の形は {1} ですが、チャネルごとに 1 つの Δ、すなわち (H) "
                        "である必要があります（実部と虚部で Δ を分けた DSS は読めません）。",
                        (*steps)->name, shapeText((*steps)->shape)));
    const Size size{(*steps)->re.size(), (*frequencies)->shape.empty() ? 1 : (*frequencies)->shape.back()};
    if (size.channels < 1 || size.channels > kMostChannels || size.modes < 1 || size.modes > kMostModes)
        return inputError(input,
                          text("{0} channels of {1} modes; at most {2} of {3} can be read.",
                               "チャネル {0} 個、モード {1} 個の層です。読めるのは {2} 個、{3} 個までです。",
                               size.channels, size.modes, kMostChannels, kMostModes));
    return size;
}

Result<Eigen::VectorXd> directOf(const Input& input, std::size_t channels)
{
    const Result<const InputArray*> array = find(input, "D");
    if (!array)
        return array.error();
    if (!*array)
        return Eigen::VectorXd(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(channels)));
    const Result<Eigen::MatrixXcd> values = matrixOf(input, **array, channels, 1);
    return values ? Result<Eigen::VectorXd>(values->col(0).real()) : values.error();
}

Status checkRange(const Input& input, const TrainedLayer& layer)
{
    if (layer.step.allFinite() && (layer.step.array() > 0).all() && layer.lambda.real().allFinite())
        return Done{};
    return inputError(input, {"an exponential of log_dt or of the real parts leaves the range of numbers.",
                              "log_dt または実部の指数が数の範囲を超えます。"});
}

} // namespace

DiagonalStateSpace TrainedLayer::channel(Eigen::Index channel) const
{
    return {.a = lambda.row(channel).transpose(),
            .b = Eigen::VectorXcd::Ones(modes()),
            .c = readout.row(channel).transpose(),
            .factor = form == Form::S4d ? 2.0 : 1.0,
            .d = direct(channel)};
}

Result<TrainedLayer> readTrainedLayer(const Input& input)
{
    const Result<const InputArray*> weights = find(input, "W");
    const bool isDss = !weights || *weights;
    const Names& names = isDss ? kDss : kS4d;
    const Result<Size> size = sizeOf(input, names);
    if (!size)
        return size.error();
    const auto [channels, modes] = *size;
    const auto steps = namedMatrix(input, "log_dt", channels, 1);
    const auto decay = namedMatrix(input, names.decay, channels, modes);
    const auto frequency = namedMatrix(input, names.frequency, channels, modes);
    const auto found = needed(input, names.readout);
    for (const Result<Eigen::MatrixXcd>* part : {&steps, &decay, &frequency})
        if (!*part)
            return part->error();
    if (!found)
        return found.error();
    const auto readout = matrixOf(input, withComplexPairs(**found), channels, modes);
    if (!readout)
        return readout.error();
    Result<Eigen::VectorXd> direct = directOf(input, channels);
    if (!direct)
        return direct.error();
    TrainedLayer layer{.form = isDss ? TrainedLayer::Form::Dss : TrainedLayer::Form::S4d,
                       .step = steps->real().array().exp(),
                       .lambda = Eigen::MatrixXcd(decay->rows(), decay->cols()),
                       .readout = *readout,
                       .direct = *std::move(direct)};
    layer.lambda.real() = -decay->real().array().exp();
    layer.lambda.imag() = frequency->real();
    if (Status fits = checkRange(input, layer); !fits)
        return fits.error();
    return layer;
}

std::vector<NamedArray> layerArrays(const TrainedLayer& layer)
{
    return {namedArray("log_dt", Eigen::VectorXd(layer.step.array().log())),
            namedArray("log_A_real", Eigen::MatrixXd((-layer.lambda.real().array()).log())),
            namedArray("A_imag", Eigen::MatrixXd(layer.lambda.imag())), complexArray("C", layer.readout),
            namedArray("D", layer.direct)};
}

} // namespace kaba

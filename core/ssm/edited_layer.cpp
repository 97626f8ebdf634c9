// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/edited_layer.h"

#include "core/math/matrix_values.h"
#include "core/math/spectrum.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

/// From here on half of the digits of an eigenvalue are lost (Bauer and Fike, 1960).
constexpr double kNearlyDefective = 1e8;
/// From here on double precision cannot tell the eigenvectors apart.
constexpr double kDefective = 1e14;

Result<Eigen::MatrixXd> edited(std::string_view symbol, MatrixValues preset, const MatrixEdits& edits,
                               std::vector<Text>& notices)
{
    auto result = applyMatrixEdits(std::move(preset), edits);
    if (!result)
        return result.error();
    if (result->outside > 0)
        notices.push_back(
            text("Edits of {1} beyond its {2} × {3} entries: {0}. They are kept, without effect "
                 "until the order grows.",
                 "{1} の {2} × {3} の範囲外にある編集：{0} 件。残してありますが、"
                 "次数が増えるまで効果はありません。",
                 result->outside, symbol, result->matrix.rows, result->matrix.cols));
    Eigen::MatrixXd matrix = eigenMatrix(result->matrix);
    if (!matrix.allFinite())
        return Error{Error::Kind::Numerical,
                     text("The edits make entries of {0} overflow: take back a scale or a value.",
                          "編集により {0} の要素が桁あふれします。拡大や値の編集を取り消してください。",
                          symbol)};
    return matrix;
}

std::string complexText(const std::complex<double>& value)
{
    return value.imag() == 0 ? fmt::format("{:.4g}", value.real())
                             : fmt::format("{:.4g} ± {:.4g}i", value.real(), std::abs(value.imag()));
}

void tellCondition(double condition, std::vector<Text>& notices)
{
    if (condition >= kDefective)
        notices.push_back(text("A edited by hand is defective as far as double precision can tell: its "
                               "eigenvectors are dependent, κ(V) ≥ {0:.2g}. It has no diagonal form, and its "
                               "eigenvalues are shown to few digits.",
                               "手で編集した A は倍精度で見る限り対角化できません。固有ベクトルが一次従属です"
                               "（κ(V) ≥ {0:.2g}）。固有値は数桁しか正しくありません。",
                               condition));
    else if (condition >= kNearlyDefective)
        notices.push_back(
            text("The eigenvectors of A edited by hand are nearly dependent: κ(V) = {0:.2g}, where 1 "
                 "stands for orthogonal ones. Rounding moves its eigenvalues up to κ times as much.",
                 "手で編集した A の固有ベクトルは一次従属に近く、κ(V) = {0:.2g} です（直交なら "
                 "1）。丸め誤差は最大 κ 倍に拡大されて固有値に現れます。",
                 condition));
}

Status editDense(StateSpace& system, SsmLayer& layer)
{
    const LayerEdits& edits = layer.settings.edits;
    auto a = edited("A", matrixValues(system.a), edits.a, layer.notices);
    if (!a)
        return a.error();
    auto b = edited("B", columnValues(system.b), edits.b, layer.notices);
    if (!b)
        return b.error();
    auto c = edited("C", rowValues(system.c), edits.c, layer.notices);
    if (!c)
        return c.error();
    system.a = *std::move(a);
    system.b = *std::move(b);
    system.c = c->transpose();
    if (edits.a.empty())
        return Done{};
    Spectrum spectrum = spectrumOf(system.a);
    layer.eigenvalues = std::move(spectrum.eigenvalues);
    layer.eigenvectorCondition = spectrum.condition;
    tellCondition(spectrum.condition, layer.notices);
    return Done{};
}

} // namespace

Error notEditable()
{
    return {Error::Kind::CannotCompute,
            {"edit-a, edit-b and edit-c change real, full matrices, but this system is diagonal or complex: "
             "take the "
             "edits back and move its poles instead, or give a real A, B and C.",
             "edit-a・edit-b・edit-c "
             "で編集できるのは実数の密行列ですが、この系は対角または複素です。編集を取り消して"
             "極を動かすか、実数の A・B・C を与えてください。"}};
}

bool isHandmade(const LayerSettings& settings, const Input* input)
{
    return settings.system == LayerSystem::Custom && !input && replacesPreset(settings.edits.a);
}

SsmLayer handmadeLayer(const LayerSettings& settings)
{
    const auto order =
        static_cast<Eigen::Index>(applyMatrixEdits(notEditable(), settings.edits.a).value().matrix.rows);
    SsmLayer layer{settings, StateSpace{Eigen::MatrixXd::Zero(order, order), Eigen::VectorXd::Ones(order),
                                        readoutVector(settings.readout, order, settings.seed), 0}};
    layer.settings.order = static_cast<int>(order);
    return layer;
}

Text editsConvention(const LayerEdits& edits)
{
    Text words;
    for (const auto& [symbol, list] :
         {std::pair("A", &edits.a), std::pair("B", &edits.b), std::pair("C", &edits.c)}) {
        if (list->empty())
            continue;
        const Text part = text(" {0} is edited by hand (number of edits: {1}).",
                               " {0} は手で編集済み（編集数 {1}）。", symbol, list->size());
        words = {words.en + part.en, words.ja + part.ja};
    }
    return words;
}

Text editedGrowth(const SsmLayer& layer)
{
    constexpr double kRounding = 1e-9;
    const auto* system = std::get_if<StateSpace>(&layer.continuous);
    if (!system || layer.settings.edits.a.empty())
        return {};
    Eigen::Index rightmost = 0;
    const double rate = layer.eigenvalues.real().maxCoeff(&rightmost);
    if (!(rate > kRounding * std::max(1.0, system->a.norm())))
        return {};
    return text(
        "A edited by hand is unstable: its eigenvalue {0} lies right of the imaginary axis, so the state "
        "grows like e to the {1:.4g} t. shift({2:.4g}) would bring it back.",
        "手で編集した A は不安定です。固有値 {0} が虚軸の右側にあり、状態は e の {1:.4g} t 乗で増大します。"
        "shift({2:.4g}) を加えると安定に戻ります。",
        complexText(layer.eigenvalues(rightmost)), rate, -std::ceil(rate * 1000) / 1000);
}

MatrixValues columnValues(const Eigen::VectorXd& b) { return matrixValues(b); }
MatrixValues rowValues(const Eigen::VectorXd& c) { return matrixValues(c.transpose()); }

Status applyEdits(SsmLayer& layer)
{
    LayerEdits& edits = layer.settings.edits;
    if (edits.a.empty() && edits.b.empty() && edits.c.empty())
        return Done{};
    auto* system = std::get_if<StateSpace>(&layer.continuous);
    if (system && !layer.embedded)
        return editDense(*system, layer);
    if (layer.settings.system == LayerSystem::Custom)
        return notEditable();
    edits = {};
    return Done{};
}

} // namespace kaba

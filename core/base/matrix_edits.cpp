// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/matrix_edits.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

/// M ↦ (M ± Mᵀ)/2
void foldWithTranspose(MatrixValues& matrix, double sign)
{
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c <= r; ++c) {
            const double mean = (matrix.at(r, c) + sign * matrix.at(c, r)) / 2;
            matrix.at(r, c) = mean;
            matrix.at(c, r) = sign * mean;
        }
}

void addRankOne(MatrixValues& matrix, const RankOneEdit& term)
{
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c < matrix.cols; ++c)
            matrix.at(r, c) += term.factor * term.u.at(r) * term.v.at(c);
}

bool isWhole(const MatrixEdit& edit) { return std::holds_alternative<WholeEdit>(edit); }

bool lacksUnit(const NamedVector& vector, std::size_t length)
{
    return vector.kind == NamedVector::Kind::Unit && vector.index >= length;
}

/// True where the edit names a row or column that the matrix does not have.
bool isOutside(const MatrixEdit& edit, const MatrixValues& matrix)
{
    if (const auto* cell = std::get_if<CellEdit>(&edit))
        return cell->row >= matrix.rows || cell->col >= matrix.cols;
    const auto* term = std::get_if<RankOneEdit>(&edit);
    return term && (lacksUnit(term->u, matrix.rows) || lacksUnit(term->v, matrix.cols));
}

void apply(const MatrixEdit& edit, MatrixValues& matrix)
{
    std::visit(Overloaded{
                   [&](const CellEdit& cell) { matrix.at(cell.row, cell.col) = cell.value; },
                   [&](const ScaleEdit& scale) {
                       for (double& value : matrix.values)
                           value *= scale.factor;
                   },
                   [&](const ShiftEdit& shift) {
                       for (std::size_t n = 0; n < matrix.rows; ++n)
                           matrix.at(n, n) += shift.amount;
                   },
                   [&](const SymmetriseEdit&) { foldWithTranspose(matrix, 1); },
                   [&](const AntisymmetriseEdit&) { foldWithTranspose(matrix, -1); },
                   [&](const RankOneEdit& term) { addRankOne(matrix, term); },
                   [&](const WholeEdit& whole) { matrix = whole.matrix; },
               },
               edit);
}

Error otherExtents(const MatrixValues& whole, const MatrixValues& preset)
{
    return {
        Error::Kind::CannotCompute,
        text("The matrix given is {0} × {1}, but these settings need {2} × {3}: change the order, or choose "
             "system = custom, which takes its order from the matrix.",
             "与えられた行列は {0} × {1} ですが、この設定には {2} × {3} が必要です。次数を変えるか、"
             "行列の大きさをそのまま次数とする system = custom を選んでください。",
             whole.rows, whole.cols, preset.rows, preset.cols)};
}

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

bool isFinite(const MatrixEdit& edit)
{
    return std::visit(Overloaded{
                          [](const CellEdit& cell) { return std::isfinite(cell.value); },
                          [](const ScaleEdit& scale) { return std::isfinite(scale.factor); },
                          [](const ShiftEdit& shift) { return std::isfinite(shift.amount); },
                          [](const RankOneEdit& term) { return std::isfinite(term.factor); },
                          [](const WholeEdit& whole) {
                              return std::ranges::all_of(whole.matrix.values,
                                                         [](double value) { return std::isfinite(value); });
                          },
                          [](const auto&) { return true; },
                      },
                      edit);
}

bool needsSquare(const MatrixEdit& edit)
{
    return std::holds_alternative<ShiftEdit>(edit) || std::holds_alternative<SymmetriseEdit>(edit) ||
           std::holds_alternative<AntisymmetriseEdit>(edit);
}

/// Whether a matrix of this shape may have `rows` rows and `cols` columns.
bool hasShape(std::size_t rows, std::size_t cols, MatrixShape shape)
{
    if (std::min(rows, cols) < 1 || std::max(rows, cols) > kMostMatrixRows)
        return false;
    switch (shape) {
    case MatrixShape::Square:
        return rows == cols;
    case MatrixShape::Column:
        return cols == 1;
    case MatrixShape::Row:
        return rows == 1;
    }
    return false;
}

bool mayHold(std::size_t row, std::size_t col, MatrixShape shape)
{
    return row < (shape == MatrixShape::Row ? 1 : kMostMatrixRows) &&
           col < (shape == MatrixShape::Column ? 1 : kMostMatrixRows);
}

Text nameOf(MatrixShape shape)
{
    switch (shape) {
    case MatrixShape::Square:
        return {"a square matrix", "正方行列"};
    case MatrixShape::Column:
        return {"one column", "1 列"};
    case MatrixShape::Row:
        return {"one row", "1 行"};
    }
    return {};
}

bool fits(const MatrixEdit& edit, MatrixShape shape)
{
    if (const auto* cell = std::get_if<CellEdit>(&edit))
        return mayHold(cell->row, cell->col, shape);
    if (const auto* whole = std::get_if<WholeEdit>(&edit))
        return hasShape(whole->matrix.rows, whole->matrix.cols, shape);
    if (const auto* term = std::get_if<RankOneEdit>(&edit))
        return mayHold(term->u.index, term->v.index, shape);
    return shape == MatrixShape::Square || !needsSquare(edit);
}

} // namespace

double NamedVector::at(std::size_t n) const
{
    switch (kind) {
    case Kind::Ones:
        return 1;
    case Kind::Alternating:
        return n % 2 == 0 ? 1 : -1;
    case Kind::Root:
        return std::sqrt(2 * static_cast<double>(n) + 1);
    case Kind::Unit:
        return n == index ? 1 : 0;
    }
    return 0;
}

Status checkMatrixEdits(const MatrixEdits& edits, MatrixShape shape)
{
    for (const MatrixEdit& edit : edits) {
        const Text name = nameOf(shape);
        if (!fits(edit, shape))
            return usage({fmt::format("'{}' does not fit {} with at most {} entries a side, counted from 0.",
                                      matrixEditsText({edit}).substr(0, 60), name.en, kMostMatrixRows),
                          fmt::format("「{}」は{}（一辺は最大 {}、番号は 0 から）に合いません。",
                                      matrixEditsText({edit}).substr(0, 60), name.ja, kMostMatrixRows)});
        if (!isFinite(edit))
            return usage(text("The numbers of '{}' must be finite.",
                              "「{}」の数値は有限でなければなりません。",
                              matrixEditsText({edit}).substr(0, 60)));
    }
    return Done{};
}

MatrixEdits withEdit(MatrixEdits edits, MatrixEdit edit)
{
    if (const auto* cell = std::get_if<CellEdit>(&edit))
        for (auto old = edits.rbegin(); old != edits.rend(); ++old) {
            auto* earlier = std::get_if<CellEdit>(&*old);
            if (!earlier)
                break;
            if (earlier->row == cell->row && earlier->col == cell->col) {
                earlier->value = cell->value;
                return edits;
            }
        }
    edits.push_back(std::move(edit));
    return edits;
}

bool replacesPreset(const MatrixEdits& edits) { return std::ranges::any_of(edits, isWhole); }

Result<EditedMatrix> applyMatrixEdits(Result<MatrixValues> preset, const MatrixEdits& edits)
{
    const auto lastWhole = std::ranges::find_if(edits.rbegin(), edits.rend(), isWhole);
    const auto first = lastWhole == edits.rend() ? edits.begin() : std::prev(lastWhole.base());
    if (!preset && lastWhole == edits.rend())
        return preset.error();
    EditedMatrix edited;
    if (preset)
        edited.matrix = *preset;
    if (lastWhole != edits.rend()) {
        const MatrixValues& whole = std::get<WholeEdit>(*lastWhole).matrix;
        if (preset && (whole.rows != preset->rows || whole.cols != preset->cols))
            return otherExtents(whole, *preset);
    }
    for (const MatrixEdit& edit : std::ranges::subrange(first, edits.end()))
        if (isOutside(edit, edited.matrix))
            ++edited.outside;
        else
            apply(edit, edited.matrix);
    return edited;
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaba {

/// A real matrix as plain values, element (r, c) at r · cols + c.
struct MatrixValues {
    std::size_t rows = 0;
    std::size_t cols = 0;
    std::vector<double> values = {};

    double& at(std::size_t row, std::size_t col) { return values[row * cols + col]; }
    double at(std::size_t row, std::size_t col) const { return values[row * cols + col]; }
    bool operator==(const MatrixValues&) const = default;
};

/// A vector that is known by its name: it exists in every length.
struct NamedVector {
    enum class Kind {
        Ones,
        Alternating, ///< (−1)ⁿ
        Root,        ///< √(2n+1)
        Unit,        ///< 1 at `index`, else 0
    };
    Kind kind = Kind::Ones;
    std::size_t index = 0; ///< of Unit
    bool operator==(const NamedVector&) const = default;

    double at(std::size_t n) const;
};

/// One change of a matrix. Rows and columns count from 0.
struct CellEdit {
    std::size_t row = 0;
    std::size_t col = 0;
    double value = 0;
    bool operator==(const CellEdit&) const = default;
};
struct ScaleEdit {
    double factor = 1;
    bool operator==(const ScaleEdit&) const = default;
};
/// Adds `amount` to the diagonal.
struct ShiftEdit {
    double amount = 0;
    bool operator==(const ShiftEdit&) const = default;
};
/// (M + Mᵀ)/2
struct SymmetriseEdit {
    bool operator==(const SymmetriseEdit&) const = default;
};
/// (M − Mᵀ)/2
struct AntisymmetriseEdit {
    bool operator==(const AntisymmetriseEdit&) const = default;
};
/// Adds factor · u vᵀ.
struct RankOneEdit {
    double factor = 0;
    NamedVector u = {};
    NamedVector v = {};
    bool operator==(const RankOneEdit&) const = default;
};
/// Another matrix takes the place of all before it.
struct WholeEdit {
    MatrixValues matrix = {};
    bool operator==(const WholeEdit&) const = default;
};

using MatrixEdit =
    std::variant<CellEdit, ScaleEdit, ShiftEdit, SymmetriseEdit, AntisymmetriseEdit, RankOneEdit, WholeEdit>;
/// Applied in order to a preset matrix.
using MatrixEdits = std::vector<MatrixEdit>;

enum class MatrixShape { Square, Column, Row };

/// The largest number of rows or columns that can be edited or imported.
inline constexpr std::size_t kMostMatrixRows = 512;

/// `cell(3,4,0.5) scale(2) shift(-0.1) symmetrise antisymmetrise rank-one(0.5,ones,unit-3) whole(1,2,0.5,-1)`:
/// blanks between the edits, shortest numbers that read back the same. Empty without edits.
std::string matrixEditsText(const MatrixEdits& edits);

/// Reads the form above. Usage error that names the edit which cannot be read and what it looks like.
Result<MatrixEdits> parseMatrixEdits(std::string_view written);

/// Usage error where an edit never fits a matrix of this shape (a row beyond kMostMatrixRows, the diagonal of a
/// column), or holds a number that is not finite.
Status checkMatrixEdits(const MatrixEdits& edits, MatrixShape shape);

/// `edits` and one more. A cell that was set after the last edit of another kind is set anew in its place.
MatrixEdits withEdit(MatrixEdits edits, MatrixEdit edit);

/// True where a whole matrix takes the place of the preset.
bool replacesPreset(const MatrixEdits& edits);

struct EditedMatrix {
    MatrixValues matrix;
    std::size_t outside = 0; ///< edits that name a row or column beyond the matrix: kept, without effect
};

/// The preset with the edits applied. Where replacesPreset() holds, a preset that is an error does not matter;
/// otherwise its error is the answer. CannotCompute where a whole matrix has other extents than the preset.
/// Requires that checkMatrixEdits() accepted the edits for the preset's shape. Cost O(rows · cols) per edit, O(1)
/// for a cell.
Result<EditedMatrix> applyMatrixEdits(Result<MatrixValues> preset, const MatrixEdits& edits);

} // namespace kaba

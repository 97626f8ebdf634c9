// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/matrix_edits.h"
#include "core/base/number_text.h"
#include "core/base/overloaded.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace kaba {
namespace {

using Arguments = std::vector<std::string_view>;

constexpr std::string_view kUnitPrefix = "unit-";
constexpr std::array<std::pair<std::string_view, NamedVector::Kind>, 3> kVectorNames{{
    {"ones", NamedVector::Kind::Ones},
    {"alternating", NamedVector::Kind::Alternating},
    {"root", NamedVector::Kind::Root},
}};

std::optional<std::size_t> wholeNumber(std::string_view written)
{
    constexpr double kMost = 1e6;
    const auto number = parseNumber(written);
    if (!number || !(*number >= 0) || *number > kMost || *number != std::floor(*number))
        return {};
    return static_cast<std::size_t>(*number);
}

std::string nameOf(const NamedVector& vector)
{
    for (const auto& [name, kind] : kVectorNames)
        if (vector.kind == kind)
            return std::string(name);
    return fmt::format("{}{}", kUnitPrefix, vector.index);
}

std::optional<NamedVector> vectorNamed(std::string_view written)
{
    const std::string_view word = trimmed(written);
    for (const auto& [name, kind] : kVectorNames)
        if (word == name)
            return NamedVector{kind, 0};
    if (!word.starts_with(kUnitPrefix))
        return {};
    const auto index = wholeNumber(word.substr(kUnitPrefix.size()));
    return index ? std::optional(NamedVector{NamedVector::Kind::Unit, *index}) : std::nullopt;
}

std::string wholeText(const MatrixValues& matrix)
{
    std::string out = fmt::format("whole({},{}", matrix.rows, matrix.cols);
    for (const double value : matrix.values)
        out += "," + shortest(value);
    return out + ")";
}

std::string textOf(const MatrixEdit& edit)
{
    return std::visit(
        Overloaded{
            [](const CellEdit& cell) {
                return fmt::format("cell({},{},{})", cell.row, cell.col, shortest(cell.value));
            },
            [](const ScaleEdit& scale) { return fmt::format("scale({})", shortest(scale.factor)); },
            [](const ShiftEdit& shift) { return fmt::format("shift({})", shortest(shift.amount)); },
            [](const SymmetriseEdit&) { return std::string("symmetrise"); },
            [](const AntisymmetriseEdit&) { return std::string("antisymmetrise"); },
            [](const RankOneEdit& term) {
                return fmt::format("rank-one({},{},{})", shortest(term.factor), nameOf(term.u),
                                   nameOf(term.v));
            },
            [](const WholeEdit& whole) { return wholeText(whole.matrix); },
        },
        edit);
}

std::optional<MatrixEdit> cellOf(const Arguments& arguments)
{
    if (arguments.size() != 3)
        return {};
    const auto row = wholeNumber(arguments[0]);
    const auto col = wholeNumber(arguments[1]);
    const auto value = parseNumber(arguments[2]);
    if (!row || !col || !value)
        return {};
    return CellEdit{*row, *col, *value};
}

template <class Edit>
std::optional<MatrixEdit> oneNumber(const Arguments& arguments)
{
    const auto number = arguments.size() == 1 ? parseNumber(arguments[0]) : std::nullopt;
    return number ? std::optional<MatrixEdit>(Edit{*number}) : std::nullopt;
}

template <class Edit>
std::optional<MatrixEdit> plainWord(const Arguments& arguments)
{
    return arguments.empty() ? std::optional<MatrixEdit>(Edit{}) : std::nullopt;
}

std::optional<MatrixEdit> rankOneOf(const Arguments& arguments)
{
    if (arguments.size() != 3)
        return {};
    const auto factor = parseNumber(arguments[0]);
    const auto u = vectorNamed(arguments[1]);
    const auto v = vectorNamed(arguments[2]);
    if (!factor || !u || !v)
        return {};
    return RankOneEdit{*factor, *u, *v};
}

std::optional<MatrixEdit> wholeOf(const Arguments& arguments)
{
    if (arguments.size() < 2)
        return {};
    const auto rows = wholeNumber(arguments[0]);
    const auto cols = wholeNumber(arguments[1]);
    if (!rows || !cols || arguments.size() != 2 + *rows * *cols)
        return {};
    WholeEdit whole{{.rows = *rows, .cols = *cols}};
    for (std::size_t k = 2; k < arguments.size(); ++k) {
        const auto value = parseNumber(arguments[k]);
        if (!value)
            return {};
        whole.matrix.values.push_back(*value);
    }
    return whole;
}

using Reader = std::optional<MatrixEdit> (*)(const Arguments&);
constexpr std::array<std::pair<std::string_view, Reader>, 7> kReaders{{
    {"cell", cellOf},
    {"scale", oneNumber<ScaleEdit>},
    {"shift", oneNumber<ShiftEdit>},
    {"symmetrise", plainWord<SymmetriseEdit>},
    {"antisymmetrise", plainWord<AntisymmetriseEdit>},
    {"rank-one", rankOneOf},
    {"whole", wholeOf},
}};

Arguments splitAtCommas(std::string_view inside)
{
    Arguments arguments;
    for (std::size_t comma = inside.find(','); comma != inside.npos; comma = inside.find(',')) {
        arguments.push_back(inside.substr(0, comma));
        inside.remove_prefix(comma + 1);
    }
    arguments.push_back(inside);
    return arguments;
}

/// The length of the first edit in `written`: to its closing parenthesis, or to a blank where it has none.
std::size_t lengthOfFirst(std::string_view written)
{
    const std::size_t end = written.find_first_of(" \t\r\n(");
    if (end == written.npos || written[end] != '(')
        return std::min(end, written.size());
    const std::size_t closing = written.find(')', end);
    return closing == written.npos ? written.size() : closing + 1;
}

std::optional<MatrixEdit> parseEdit(std::string_view written)
{
    const std::size_t open = written.find('(');
    if (open != written.npos && !written.ends_with(')'))
        return {};
    const Arguments arguments = open == written.npos
                                    ? Arguments{}
                                    : splitAtCommas(written.substr(open + 1, written.size() - open - 2));
    for (const auto& [name, read] : kReaders)
        if (written.substr(0, open) == name)
            return read(arguments);
    return {};
}

Error unreadable(std::string_view written)
{
    constexpr std::size_t kShown = 60;
    return {
        Error::Kind::Usage,
        text("'{0}' is no edit of a matrix. Edits are: cell(row,column,value), scale(factor), shift(amount), "
             "symmetrise, antisymmetrise, rank-one(factor,u,v) with u and v of ones, alternating, root, "
             "unit-k, and whole(rows,columns,values), with blanks between them.",
             "「{0}」は行列の編集として読めません。cell(行,列,値)、scale(係数)、shift(量)、symmetrise、"
             "antisymmetrise、rank-one(係数,u,v)（u と v は ones・alternating・root・unit-k）、"
             "whole(行数,列数,値) を空白で区切って書いてください。",
             written.substr(0, kShown))};
}

} // namespace

std::string matrixEditsText(const MatrixEdits& edits)
{
    std::string out;
    for (const MatrixEdit& edit : edits)
        out += (out.empty() ? "" : " ") + textOf(edit);
    return out;
}

Result<MatrixEdits> parseMatrixEdits(std::string_view written)
{
    MatrixEdits edits;
    for (std::string_view rest = trimmed(written); !rest.empty();) {
        const std::string_view first = rest.substr(0, lengthOfFirst(rest));
        auto edit = parseEdit(first);
        if (!edit)
            return unreadable(first);
        edits.push_back(*std::move(edit));
        rest = trimmed(rest.substr(first.size()));
    }
    return edits;
}

} // namespace kaba

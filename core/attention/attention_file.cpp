// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_file.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaba {
namespace {

Error badInput(Text message) { return {Error::Kind::Input, std::move(message)}; }

const InputArray* arrayNamed(const Input& input, std::string_view name)
{
    const auto found = std::ranges::find(input.arrays, name, &InputArray::name);
    return found == input.arrays.end() ? nullptr : &*found;
}

/// A matrix array; one of a single dimension is a column.
Result<Eigen::MatrixXd> matrixOf(const Input& input, const InputArray& array)
{
    if (array.shape.empty() || array.shape.size() > 2 || !array.im.empty())
        return badInput(text("{0}: '{1}' must be a real matrix of tokens × width; it has {2} dimensions{3}.",
                             "{0}：「{1}」はトークン × 幅の実行列でなければなりません（{2} 次元{3}）。",
                             input.name, array.name, array.shape.size(),
                             array.im.empty() ? "" : " and is complex"));
    const auto rows = static_cast<Eigen::Index>(array.shape[0]);
    const Eigen::Index cols = array.shape.size() == 2 ? static_cast<Eigen::Index>(array.shape[1]) : 1;
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::MatrixXd(Eigen::Map<const RowMajor>(array.re.data(), rows, cols));
}

/// The columns name0, name1, … of a table, as far as they go without a gap.
std::optional<Eigen::MatrixXd> columnsNamed(const Input& input, std::string_view name)
{
    std::vector<const InputArray*> columns;
    while (const InputArray* column = arrayNamed(input, fmt::format("{}{}", name, columns.size())))
        columns.push_back(column);
    if (columns.empty())
        return std::nullopt;
    Eigen::MatrixXd matrix(static_cast<Eigen::Index>(columns.front()->re.size()),
                           static_cast<Eigen::Index>(columns.size()));
    for (Eigen::Index c = 0; c < matrix.cols(); ++c) {
        const Samples& values = columns[static_cast<std::size_t>(c)]->re;
        if (static_cast<Eigen::Index>(values.size()) != matrix.rows())
            return std::nullopt;
        matrix.col(c) = Eigen::Map<const Eigen::VectorXd>(values.data(), matrix.rows());
    }
    return matrix;
}

std::string namesOf(const Input& input)
{
    constexpr std::size_t kShown = 12;
    std::string names;
    std::size_t shown = 0;
    for (const InputArray& array : input.arrays)
        if (!array.name.empty() && shown++ < kShown)
            names += (names.empty() ? "" : ", ") + array.name;
    return names;
}

Result<Eigen::MatrixXd> partOf(const Input& input, std::string_view name)
{
    if (const InputArray* array = arrayNamed(input, name))
        return matrixOf(input, *array);
    if (std::optional<Eigen::MatrixXd> columns = columnsNamed(input, name))
        return *std::move(columns);
    const std::string names = namesOf(input);
    if (names.empty())
        return badInput(text(
            "{0} has neither an array '{1}' nor columns '{1}0', '{1}1', …: its numbers have no "
            "names. Give a table headings, or save an NPZ: numpy.savez(file, q=q, k=k, v=v).",
            "{0} に配列「{1}」も列「{1}0」「{1}1」…もありません（数値に名前がありません）。表には見出しを"
            "付け、配列は numpy.savez(file, q=q, k=k, v=v) で保存してください。",
            input.name, name));
    return badInput(text("{0} has neither an array '{1}' nor columns '{1}0', '{1}1', …; it holds: {2}.",
                         "{0} に配列「{1}」も列「{1}0」「{1}1」…もありません。含まれるもの：{2}。",
                         input.name, name, names));
}

Status checkFinite(const Input& input, std::string_view name, const Eigen::MatrixXd& part)
{
    for (Eigen::Index row = 0; row < part.rows(); ++row)
        for (Eigen::Index col = 0; col < part.cols(); ++col)
            if (!std::isfinite(part(row, col)))
                return badInput(
                    text("{0}: {1} must be finite numbers; row {2}, column {3} (counted from 1) is "
                         "empty, infinite or NaN.",
                         "{0}：{1} の {2} 行 {3} 列（1 から数える）が空欄、無限大または NaN です。"
                         "有限の数にしてください。",
                         input.name, name, row + 1, col + 1));
    return Done{};
}

Status checkShapes(const Input& input, const AttentionProblem& p)
{
    if (p.queries.rows() != p.keys.rows() || p.queries.rows() != p.values.rows() || p.queries.rows() == 0)
        return badInput(text("{0}: q, k and v must have as many rows, one for each token; they have {1}, {2} "
                             "and {3}.",
                             "{0}：q・k・v の行数（トークン数）が一致しなければなりません（{1}、{2}、{3}）。",
                             input.name, p.queries.rows(), p.keys.rows(), p.values.rows()));
    if (p.queries.cols() != p.keys.cols())
        return badInput(text("{0}: q and k must have the same width; they have {1} and {2}.",
                             "{0}：q と k の幅が一致しなければなりません（{1} と {2}）。", input.name,
                             p.queries.cols(), p.keys.cols()));
    if (p.queries.cols() == 0 || p.values.cols() == 0)
        return badInput(text("{0}: q, k and v must have at least one column; they have {1}, {2} and {3}.",
                             "{0}：q・k・v には 1 列以上必要です（{1}、{2}、{3} 列）。", input.name,
                             p.queries.cols(), p.keys.cols(), p.values.cols()));
    for (const auto& [name, part] :
         {std::pair{"q", &p.queries}, std::pair{"k", &p.keys}, std::pair{"v", &p.values}})
        if (Status finite = checkFinite(input, name, *part); !finite)
            return finite;
    return Done{};
}

const InputArray* tokenArray(const Input& input)
{
    if (const InputArray* named = arrayNamed(input, "tokens"))
        return named;
    if (input.arrays.size() != 1 || input.arrays.front().shape.size() != 1 ||
        !input.arrays.front().im.empty())
        return nullptr;
    const Samples& values = input.arrays.front().re;
    const bool whole = std::ranges::all_of(values, [](double value) { return value == std::round(value); });
    return whole ? &input.arrays.front() : nullptr;
}

Result<TokenList> digitsOf(const Input& input, const InputArray& array, std::size_t atMost)
{
    if (array.shape.size() != 1 || !array.im.empty())
        return badInput(text("{0}: '{1}' must be one sequence of whole numbers; it has {2} dimensions.",
                             "{0}：「{1}」は整数の 1 次元の列でなければなりません（{2} 次元）。", input.name,
                             array.name, array.shape.size()));
    TokenList list{.tokens = {}, .isWhole = array.re.size() <= atMost};
    for (std::size_t i = 0; i < std::min(atMost, array.re.size()); ++i) {
        if (array.re[i] != std::round(array.re[i]))
            return badInput(text("{0}: tokens must be whole numbers; number {1} is {2}.",
                                 "{0}：トークンは整数でなければなりません（{1} 番目は {2}）。", input.name,
                                 i + 1, shortest(array.re[i])));
        list.tokens.push_back(fmt::format("{:.0f}", array.re[i]));
    }
    return list;
}

/// The bytes of a file of words, as the reader of files keeps them.
const InputArray* wordsOf(const Input& input)
{
    return input.encoding.empty() ? nullptr : arrayNamed(input, "text");
}

} // namespace

std::optional<Result<TokenList>> tokensOfFile(const Input& input, TokenKind kind, std::size_t atMost)
{
    if (const InputArray* words = wordsOf(input)) {
        std::string utf8;
        for (const double byte : words->re)
            utf8 += static_cast<char>(static_cast<unsigned char>(byte));
        return splitTokens(utf8, kind, atMost);
    }
    if (const InputArray* array = tokenArray(input))
        return digitsOf(input, *array, atMost);
    return std::nullopt;
}

Result<AttentionInput> attentionFromFile(const Input* input, Eigen::Index atMost)
{
    if (!input)
        return Error{
            Error::Kind::CannotCompute,
            {"Q, K and V are to come from a file, but none is open: choose one (--input FILE), an NPZ "
             "with q, k, v or a CSV with columns q0 …, k0 …, v0 ….",
             "Q・K・V をファイルから読む設定ですが、ファイルがありません。q・k・v を含む NPZ か、列 q0 "
             "…、k0 …、v0 … を持つ CSV を選んでください（--input FILE）。"}};
    AttentionInput out;
    out.label = Text::same(input->name);
    out.notices = input->notices;
    for (const auto& [name, part] : {std::pair{"q", &out.problem.queries}, std::pair{"k", &out.problem.keys},
                                     std::pair{"v", &out.problem.values}}) {
        Result<Eigen::MatrixXd> matrix = partOf(*input, name);
        if (!matrix)
            return matrix.error();
        *part = *std::move(matrix);
    }
    if (Status shapes = checkShapes(*input, out.problem); !shapes)
        return shapes.error();
    const Eigen::Index all = out.problem.tokens();
    if (all > atMost) {
        for (Eigen::MatrixXd* part : {&out.problem.queries, &out.problem.keys, &out.problem.values})
            part->conservativeResize(atMost, Eigen::NoChange);
        out.notices.push_back(text("The first {0} of {1} tokens are taken; raise tokens for more.",
                                   "{1} トークンのうち最初の {0} 個を使います。tokens で増やせます。", atMost,
                                   all));
    }
    return out;
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_file.h"

#include <algorithm>
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
    for (std::size_t i = 0; i < std::min(kShown, input.arrays.size()); ++i)
        names += (i == 0 ? "" : ", ") + input.arrays[i].name;
    return names;
}

Result<Eigen::MatrixXd> partOf(const Input& input, std::string_view name)
{
    if (const InputArray* array = arrayNamed(input, name))
        return matrixOf(input, *array);
    if (std::optional<Eigen::MatrixXd> columns = columnsNamed(input, name))
        return *std::move(columns);
    return badInput(text("{0} has neither an array '{1}' nor columns '{1}0', '{1}1', …; it holds: {2}.",
                         "{0} に配列「{1}」も列「{1}0」「{1}1」…もありません。含まれるもの：{2}。",
                         input.name, name, namesOf(input)));
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
    if (!p.queries.allFinite() || !p.keys.allFinite() || !p.values.allFinite())
        return badInput(text("{0}: q, k and v must be finite numbers; one is empty, infinite or NaN.",
                             "{0}：q・k・v に空欄、無限大または NaN があります。有限の数にしてください。",
                             input.name));
    return Done{};
}

} // namespace

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

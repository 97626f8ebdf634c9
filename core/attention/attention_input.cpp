// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_input.h"

#include "core/attention/attention_file.h"
#include "core/base/number_text.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"

#include <cmath>

namespace kaba {
namespace {

constexpr std::uint64_t kHeadStride = 1000003; ///< keeps the seeds of neighbouring heads apart

std::uint64_t seedOf(const Request& request, int head)
{
    return static_cast<std::uint64_t>(request.seed) + kHeadStride * static_cast<std::uint64_t>(head);
}

struct Sizes {
    Eigen::Index tokens, dim;
    double deviation;
};
Sizes sizesOf(const ParameterSet& values)
{
    return {std::get<int>(values.value("tokens")), values[kDim], values[kSharpness]};
}

AttentionInput gaussian(const Request& request, int head)
{
    const Sizes sizes = sizesOf(request.values);
    Random random(seedOf(request, head));
    AttentionInput input;
    input.problem.queries = sizes.deviation * normalRows(random, sizes.tokens, sizes.dim);
    input.problem.keys = sizes.deviation * normalRows(random, sizes.tokens, sizes.dim);
    input.problem.values = normalRows(random, sizes.tokens, sizes.dim);
    input.label = text("independent Gaussian queries, keys and values, σ = {}",
                       "独立な正規乱数のクエリ・キー・値（σ = {}）", shortest(sizes.deviation));
    return input;
}

/// The query and the key of a token lie around one centre, each with its own deviation; tokens of one centre stand
/// together.
AttentionInput clustered(const Request& request, int head)
{
    const Sizes sizes = sizesOf(request.values);
    const Eigen::Index clusters = request.values[kClusters];
    const double spread = request.values[kSpread];
    Random random(seedOf(request, head));
    const Eigen::MatrixXd centres = normalRows(random, clusters, sizes.dim);
    const auto around = [&] {
        Eigen::MatrixXd points = spread * normalRows(random, sizes.tokens, sizes.dim);
        for (Eigen::Index i = 0; i < sizes.tokens; ++i)
            points.row(i) += centres.row(i * clusters / sizes.tokens);
        return Eigen::MatrixXd(sizes.deviation * points);
    };
    AttentionInput input;
    input.problem.queries = around();
    input.problem.keys = around();
    input.problem.values = normalRows(random, sizes.tokens, sizes.dim);
    input.label = text("{} random clusters, σ = {}", "乱数のクラスタ {} 個（σ = {}）", clusters,
                       shortest(sizes.deviation));
    return input;
}

/// FNV-1a: the same on every machine.
std::uint64_t hashOf(std::string_view token)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char byte : token)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    return hash;
}

/// Random embeddings of the tokens, and random projections of these.
Result<AttentionInput> fromTokens(const Request& request, int head, Result<TokenList> list)
{
    if (!list)
        return list.error();
    if (list->tokens.empty())
        return Error{Error::Kind::CannotCompute,
                     {"The text holds no token: write some words into it.",
                      "テキストにトークンがありません。文字を入力してください。"}};
    const Sizes sizes = sizesOf(request.values);
    const Eigen::MatrixXd embedded = tokenEmbeddings(list->tokens, sizes.dim, request.seed);
    Random random(seedOf(request, head));
    const double scale = sizes.deviation / std::sqrt(static_cast<double>(sizes.dim));
    AttentionInput input;
    input.problem.queries = embedded * (scale * normalRows(random, sizes.dim, sizes.dim));
    input.problem.keys = embedded * (scale * normalRows(random, sizes.dim, sizes.dim));
    input.problem.values = embedded * (scale / sizes.deviation * normalRows(random, sizes.dim, sizes.dim));
    input.tokens = std::move(list->tokens);
    input.label = {"text with random embeddings and projections: nothing is learned",
                   "テキスト（埋め込みと射影は乱数で、学習したものではない）"};
    if (!list->isWhole)
        input.notices.push_back(text("The first {} tokens are taken; the rest is left out.",
                                     "最初の {} トークンを使い、残りは省きました。", sizes.tokens));
    return input;
}

Result<AttentionInput> fromText(const Request& request, int head)
{
    const Eigen::Index most = sizesOf(request.values).tokens;
    return fromTokens(request, head,
                      splitTokens(request.values[kText], request.values.as<TokenKind>(kTokenKind),
                                  static_cast<std::size_t>(most)));
}

/// Q, K and V, or a sequence of tokens.
Result<AttentionInput> fromFile(const Request& request, int head)
{
    const Eigen::Index most = sizesOf(request.values).tokens;
    if (request.input)
        if (auto tokens = tokensOfFile(*request.input, request.values.as<TokenKind>(kTokenKind),
                                       static_cast<std::size_t>(most)))
            return fromTokens(request, head, *std::move(tokens));
    return attentionFromFile(request.input.get(), most);
}

} // namespace

Eigen::MatrixXd tokenEmbeddings(const std::vector<std::string>& tokens, Eigen::Index dim, int seed)
{
    Eigen::MatrixXd rows(static_cast<Eigen::Index>(tokens.size()), dim);
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
        Random random(hashOf(tokens[static_cast<std::size_t>(i)]) + static_cast<std::uint64_t>(seed));
        for (Eigen::Index c = 0; c < dim; ++c)
            rows(i, c) = random.normal();
    }
    return rows;
}

Result<AttentionInput> attentionInputFor(const Request& request, int head)
{
    switch (request.values.as<AttentionSource>(kSource)) {
    case AttentionSource::Gaussian:
        return gaussian(request, head);
    case AttentionSource::Clusters:
        return clustered(request, head);
    case AttentionSource::Text:
        return fromText(request, head);
    case AttentionSource::File:
        break;
    }
    return fromFile(request, head);
}

} // namespace kaba

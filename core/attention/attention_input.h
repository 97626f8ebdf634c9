// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/attention/tokens.h"
#include "core/base/demo.h"

namespace kaba {

/// The parameters of every demo that attends, read by attentionInputFor().
enum class AttentionSource { Gaussian, Clusters, Text, File };

/// In the order of AttentionSource.
inline constexpr Option kSourceOptions[] = {
    {"gaussian", {"Independent Gaussian", "独立な正規乱数"}},
    {"clusters", {"Clusters", "クラスタ"}},
    {"text", {"Text, random weights", "テキスト（乱数の重み）"}},
    {"file", {"A file: Q, K, V or tokens", "ファイル：Q・K・V またはトークン"}},
};
inline constexpr ChoiceParam kSource{
    .id = "source",
    .label = {"Input", "入力"},
    .options = kSourceOptions,
    .help = {"Where queries, keys and values come from. Nothing here is learned unless a file brings it.",
             "クエリ・キー・値の出どころです。ファイルから与えない限り、学習した重みは使いません。"},
};

template <AttentionSource source>
bool sourceIs(const ParameterSet& set)
{
    return set.as<AttentionSource>(kSource) == source;
}

inline bool sourceHasWords(const ParameterSet& set)
{
    return sourceIs<AttentionSource::Text>(set) || sourceIs<AttentionSource::File>(set);
}

inline constexpr TextParam kText{
    .id = "text",
    .label = {"Text", "テキスト"},
    .initial = "The hippopotamus remembers the river, and the river remembers the hippopotamus.",
    .help = {"Its tokens get seeded random embeddings, the same for the same token, and random projections.",
             "各トークンにシードから作る乱数の埋め込み（同じトークンには同じ値）と乱数の射影を使います。"},
    .enabledWhen = sourceIs<AttentionSource::Text>,
};
/// In the order of TokenKind.
inline constexpr Option kTokenKindOptions[] = {
    {"words", {"Words", "単語"}},
    {"characters", {"Characters", "文字"}},
    {"bytes", {"Bytes", "バイト"}},
};
inline constexpr ChoiceParam kTokenKind{
    .id = "split",
    .label = {"Split into", "分割"},
    .options = kTokenKindOptions,
    .enabledWhen = sourceHasWords,
};
/// `tokens` from 2 to a demo's maximum; a text or file gives at most so many.
constexpr IntParam tokensParam(int max, int initial)
{
    return {.id = "tokens",
            .label = {"Tokens n", "トークン数 n"},
            .min = 2,
            .max = max,
            .initial = initial,
            .scale = Scale::Log,
            .help = {"How many tokens attend to each other; of a text or file, at most so many.",
                     "互いに参照するトークンの数です。テキストやファイルでは、その上限です。"}};
}
inline constexpr IntParam kDim{
    .id = "dim",
    .label = {"Head width d", "ヘッドの幅 d"},
    .min = 1,
    .max = 256,
    .initial = 32,
    .scale = Scale::Log,
    .help = {"Length of a query, a key and a value; Q, K and V of a file bring their own.",
             "クエリ・キー・値の長さです。ファイルの Q・K・V では、その幅が使われます。"},
};
inline constexpr RealParam kSharpness{
    .id = "sharpness",
    .label = {"Deviation σ", "標準偏差 σ"},
    .min = 0.05,
    .max = 8,
    .initial = 1,
    .scale = Scale::Log,
    .help = {"Of queries and keys: logits have a deviation of about σ².",
             "クエリとキーの標準偏差です。ロジットの標準偏差はおよそ σ² です。"},
};
inline constexpr IntParam kClusters{
    .id = "clusters",
    .label = {"Clusters", "クラスタ数"},
    .min = 1,
    .max = 64,
    .initial = 8,
    .help = {"Centres that queries and keys gather around, a token at the same one with both.",
             "クエリとキーが集まる中心の数です。各トークンのクエリとキーは同じ中心に属します。"},
    .enabledWhen = sourceIs<AttentionSource::Clusters>,
};
inline constexpr RealParam kSpread{
    .id = "spread",
    .label = {"Spread in a cluster", "クラスタ内の広がり"},
    .min = 0,
    .max = 2,
    .initial = 0.3,
    .help = {"Distance from the centre, as a fraction of σ√d.", "中心からの距離です（σ√d に対する比）。"},
    .enabledWhen = sourceIs<AttentionSource::Clusters>,
};

/// Queries, keys and values for one head, with what the screen must say about them.
struct AttentionInput {
    AttentionProblem problem;
    std::vector<std::string> tokens; ///< as many as rows; empty where they have no names
    Text label;                      ///< "Gaussian, σ = 1"; says so where weights are random
    std::vector<Text> notices;
};

/// A row of d independent normal numbers for each token: the same for the same token under one seed. Cost O(n d).
Eigen::MatrixXd tokenEmbeddings(const std::vector<std::string>& tokens, Eigen::Index dim, int seed);

/// What the request's source, text, split, tokens, dim, sharpness, clusters, spread and seed ask for; the head, from
/// 0, draws its own numbers. Requires that the demo declares all of these parameters.
/// A file holds q, k, v (NPZ), columns q0 …, k0 …, v0 … (CSV), a text, or whole numbers as tokens; the latter two are
/// embedded like the text. CannotCompute: `file` without an input, no token in the text. Input: a file with none of
/// these, shapes that do not match, numbers that are not finite. Cost O(n d²).
Result<AttentionInput> attentionInputFor(const Request& request, int head);

} // namespace kaba

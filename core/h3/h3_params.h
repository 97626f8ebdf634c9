// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/h3/recall_sequence.h"
#include "core/ssm/layer_params.h"

namespace kaba {

/// The parameters of the demo of the layer, read by h3SceneFor().

enum class RecallSource { Typed, AssociativeRecall, InductionHead };

/// In the order of RecallSource.
inline constexpr Option kRecallSourceOptions[] = {
    {"typed", {"Your own tokens", "入力したトークン"}},
    {"associative-recall", {"Associative recall, seeded", "連想想起（シード）"}},
    {"induction-head", {"Induction head, seeded", "誘導ヘッド（シード）"}},
};
inline constexpr ChoiceParam kRecallSource{
    .id = "source",
    .label = {"Sequence", "系列"},
    .options = kRecallSourceOptions,
    .help = {"Your own tokens, or a sequence of an official recall task.",
             "自分で書いたトークン列か、公式の想起課題の系列です。"},
};
inline bool isTyped(const ParameterSet& set)
{
    return set.as<RecallSource>(kRecallSource) == RecallSource::Typed;
}

inline constexpr TextParam kSequence{
    .id = "sequence",
    .label = {"Tokens", "トークン"},
    .initial = "a 3 b 1 c 2 a 3 => b",
    .help =
        {"Keys and values in turn, =>, and the key that is asked for, with blanks between. Without => every "
         "token may be key and value, and the last one asks what followed it.",
         "キーと値を交互に並べ、=> のあとに尋ねるキーを空白区切りで書きます。=> がなければどのトークンも"
         "キーにも値にもなり、最後のトークンの次に来たものを尋ねます。"},
    .enabledWhen = isTyped,
};
inline constexpr IntParam kVocabulary{
    .id = "vocabulary",
    .label = {"Vocabulary of the task", "課題の語彙"},
    .min = 4,
    .max = 26,
    .initial = 10,
    .unit = "tokens",
    .help = {"Of the official task, its two special tokens included; 500 of its sequences test the layer.",
             "特別な 2 つを含む公式課題の語彙数です。その 500 系列で層を試します。"},
};
inline constexpr IntParam kTaskLength{
    .id = "length",
    .label = {"Length of the task", "課題の長さ"},
    .min = 3,
    .max = 64,
    .initial = 20,
    .unit = "tokens",
    .help = {"Tokens before the task asks; associative recall has half as many pairs.",
             "課題が尋ねるまでのトークン数です。連想想起の対の数はその半分です。"},
};

enum class H3Weights { Constructed, Trained, Random };

/// In the order of H3Weights.
inline constexpr Option kH3WeightsOptions[] = {
    {"constructed", {"Made by hand", "手で組んだもの"}},
    {"trained", {"Trained (a stored run)", "訓練したもの（付属の記録）"}},
    {"random", {"Random, as before training", "乱数（訓練前）"}},
};
inline constexpr ChoiceParam kH3Weights{
    .id = "weights",
    .label = {"Weights", "重み"},
    .options = kH3WeightsOptions,
    .help =
        {"Made by hand they recall exactly; the panel of weights shows all of them. Trained ones are those "
         "of a run "
         "of the demo probe, for associative recall with vocabulary 10 and length 20 or the induction head "
         "with 20 and 30.",
         "手で組んだ重みは正確に想起します。重みのパネルですべて見られます。訓練したものはデモ probe "
         "の記録で、"
         "語彙 10・長さ 20 の連想想起と、語彙 20・長さ 30 の誘導ヘッドがあります。"},
};
inline H3Weights weightsOf(const ParameterSet& set) { return set.as<H3Weights>(kH3Weights); }

inline constexpr IntParam kTrainedLayer{
    .id = "layer",
    .label = {"Trained layer", "訓練した層"},
    .min = 1,
    .max = 2,
    .initial = 2,
    .help = {"Which layer of the trained model is taken apart.", "訓練したモデルのどの層を分解するかです。"},
    .enabledWhen = [](const ParameterSet& set) { return weightsOf(set) == H3Weights::Trained; },
};
inline constexpr IntParam kHeadDim{
    .id = "head-dim",
    .label = {"Head dimension d_h", "ヘッドの次元 d_h"},
    .min = 1,
    .max = 8,
    .initial = 3,
    .help =
        {"Channels of a head, which keeps d_h × d_h products. The table of keys and values is cut into such "
         "tiles, a head for each.",
         "ヘッドのチャネル数で、1 ヘッドは d_h × d_h 個の積を保ちます。キーと値の表をこの大きさに"
         "切り分け、1 枚ずつヘッドに割り当てます。"},
};
inline constexpr IntParam kHeads{
    .id = "heads",
    .label = {"Heads", "ヘッド数"},
    .min = 1,
    .max = 8,
    .initial = 2,
    .help = {"Of the random layer; made by hand it has as many as its table needs.",
             "乱数の層のヘッド数です。手で組んだ層では、表に必要な数に決まります。"},
    .enabledWhen = [](const ParameterSet& set) { return weightsOf(set) == H3Weights::Random; },
};
inline constexpr IntParam kH3Order = [] {
    IntParam order =
        orderParam({"Registers of the shift, and N/2 complex modes of the diagonal: even.",
                    "シフトのレジスタ数です。対角系は N/2 個の複素モードをもちます。偶数にします。"},
                   nullptr, 8, 64);
    order.label = {"State size N", "状態の大きさ N"};
    order.min = 2;
    return order;
}();
inline constexpr RealParam kH3Step{
    .id = "step",
    .label = {"Step Δ", "刻み幅 Δ"},
    .min = 1e-4,
    .max = 1,
    .initial = 1e-3,
    .scale = Scale::Log,
    .unit = "time units",
    .help =
        {"Mode 0 has λ = −½, so that a memory fades by about Δ/2 a token. Random heads draw theirs from Δ to "
         "100 Δ.",
         "モード 0 は λ = −½ なので、記憶は 1 トークンごとに Δ/2 ほど薄れます。乱数の層では、各ヘッドが Δ "
         "から "
         "100 Δ までの値をとります。"},
};
/// Bilinear is the authors' choice.
inline constexpr Option kH3RuleOptions[] = {kRuleOptions[static_cast<int>(StepRule::Bilinear)],
                                            kRuleOptions[static_cast<int>(StepRule::Zoh)]};
inline constexpr ChoiceParam kH3Rule{
    .id = kRule.id,
    .label = kRule.label,
    .options = kH3RuleOptions,
    .help = kRule.help,
};
/// In the order of ChannelOrder.
inline constexpr Option kChannelOrderOptions[] = {
    {"official", {"As the authors' code", "公式コードの順"}},
    {"head-major", {"Head by head", "ヘッドごと"}},
};
inline constexpr ChoiceParam kChannelOrder{
    .id = "channel-order",
    .label = {"Order of the output channels", "出力チャネルの順"},
    .options = kChannelOrderOptions,
    .help = {"Queries, keys and values come head by head; the authors' code hands the output on number by "
             "number, "
             "which matters where weights are exchanged.",
             "クエリ・キー・値はヘッドごとに並びますが、公式コードの出力は番号ごとに並びます。重みをやり取り"
             "するとき"
             "に効きます。"},
};
inline constexpr FlagParam kShiftOn{
    .id = "shift",
    .label = {"Shift", "シフト"},
    .initial = true,
    .help = {"Off: keys go on unshifted, K\u0303 = k.", "切ると、キーをずらさずに通します（K\u0303 = k）。"},
};
inline constexpr FlagParam kMemoryOn{
    .id = "diagonal",
    .label = {"Diagonal memory", "対角系の記憶"},
    .initial = true,
    .help = {"Off: only what is written at this very token is read.",
             "切ると、そのトークンで書き込んだものだけが読まれます。"},
};
inline constexpr FlagParam kGateOn{
    .id = "gate",
    .label = {"Queries", "クエリ"},
    .initial = true,
    .help = {"Off: q = 1, every row of the table is read at once.",
             "切ると q = 1 となり、表のすべての行を一度に読みます。"},
};
inline constexpr IntParam kShownHead{
    .id = "head",
    .label = {"Head shown", "表示するヘッド"},
    .min = 1,
    .max = 256,
    .initial = 1,
    .help = {"Whose kernels, attention and state are shown; past the last: the last.",
             "カーネル・注意・状態を表示するヘッドです。範囲を超えると最後のヘッドを使います。"},
};

} // namespace kaba

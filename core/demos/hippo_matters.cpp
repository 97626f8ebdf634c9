// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/hippo_matters.h"

#include "core/matters/matters_settings.h"

namespace kaba {
namespace {

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return matters::trainMatters(request, {}, context);
}

} // namespace

namespace demos {

Demo hippo_matters()
{
    return {
        .id = "hippo-matters",
        .papers = {"hippo", "lssl"},
        .title = {"Is it the matrix that remembers?", "覚えているのは行列か"},
        .summary =
            {"Networks that differ in nothing but their memory matrix learn to copy a token from the past: "
             "accuracy against lag, paired over seeds.",
             "記憶の行列だけが異なるネットワークに過去の語を写すことを学習させ、遅れに対する正解率を同じ種ど"
             "うしで"
             "比べる。"},
        .parameters = matters::mattersParameters(),
        .panels = {{"lags-rnn", {"RNN against lag", "遅れと RNN"}},
                   {"lags-s4d", {"S4D against lag", "遅れと S4D"}},
                   {"lags-lssl", {"LSSL against lag", "遅れと LSSL"}},
                   {"differences", {"Paired differences", "対の差"}},
                   {"loss", {"Loss", "損失"}},
                   {"accuracy", {"Accuracy", "正解率"}},
                   {"memory", {"The memory", "記憶"}},
                   {"table", {"The table", "表"}}},
        .compute = compute,
        .views = {{{"Against lag", "遅れに対して"}, {"lags-rnn", "lags-s4d"}},
                  {{"Readout alone, and the gain", "読み出しだけの学習と差"}, {"lags-lssl", "differences"}},
                  {{"One run", "一つの学習"}, {"loss", "accuracy", "memory"}},
                  {{"The table", "表"}, {"table"}}}};
}

} // namespace demos
} // namespace kaba

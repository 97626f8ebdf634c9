// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe.h"

#include "core/probe/probe_settings.h"

namespace kaba {
namespace {

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return probe::trainProbe(request, {}, context);
}

} // namespace

namespace demos {

Demo probe()
{
    return {.id = "probe",
            .papers = {"h3"},
            .title = {"Recall tasks, trained live", "想起課題をその場で学習する"},
            .summary =
                {"Attention, S4D and H3 learn to recall while you watch: the table that H3 argues from, "
                 "computed here.",
                 "注意機構・S4D・H3 が想起を学ぶ様子をその場で見る。H3 の論拠となった表をここで計算する。"},
            .parameters = probe::probeParameters(),
            .panels = {{"loss", {"Loss", "損失"}},
                       {"accuracy", {"Accuracy", "正解率"}},
                       {"confusion", {"Answers", "答え"}},
                       {"inside", {"Inside", "内部"}},
                       {"heads", {"Heads of attention", "注意のヘッド"}},
                       {"previous-head", {"One token back", "直前の語を見るヘッド"}},
                       {"induction-head", {"The induction head", "誘導ヘッド"}},
                       {"ablations", {"A part left out", "部品を外す"}},
                       {"kernels", {"Kernels", "カーネル"}},
                       {"shift-kernels", {"Kernels of the shift", "シフトのカーネル"}},
                       {"kept-before", {"Inside, before training", "学習前の内部"}},
                       {"by-distance", {"By distance", "距離ごと"}},
                       {"by-pairs", {"By pairs", "組の数ごと"}},
                       {"lengths", {"By length", "長さごと"}},
                       {"table", {"The table", "表"}}},
            .compute = compute,
            .views = {{{"One run", "一つの学習"}, {"loss", "accuracy", "confusion", "inside"}},
                      {{"The induction head", "誘導ヘッド"},
                       {"heads", "previous-head", "induction-head", "ablations"}},
                      {{"Before and after training", "学習の前後"},
                       {"kernels", "shift-kernels", "kept-before", "inside"}},
                      {{"Distance, pairs, length", "距離・組・長さ"}, {"by-distance", "by-pairs", "lengths"}},
                      {{"The table", "表"}, {"table"}}}};
}

} // namespace demos
} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <array>

namespace kaba {

std::span<const CommandSpec> commandTable()
{
    static constexpr std::array<CommandSpec, 5> kCommands{{
        {"demos",
         "[DEMO]…",
         {"list the demos, or the parameters of these", "デモの一覧、または指定したデモのパラメータ"}},
        {"run",
         "DEMO|FILE",
         {"compute a figure (of a recipe or an exported figure: again)",
          "図を計算（レシピや書き出した図なら再計算）"}},
        {"check",
         "[DEMO]…",
         {"compute every claim; exit 1 if an identity fails",
          "主張をすべて検算。恒等式が破れれば終了コード 1"}},
        {"papers", "", {"list papers", "論文の一覧"}},
        {"bench", "", {"run the benchmarks", "ベンチマーク"}},
    }};
    return kCommands;
}

namespace {

constexpr std::array<OptionSpec, 36> kOptions{{
    {"--set", "ID=VALUE", "run", {"set a parameter; may repeat", "パラメータを指定。繰り返し可"}},
    {"--input", "FILE", "run", {"CSV, NPY, NPZ, WAV, FLAC, text", "CSV、NPY、NPZ、WAV、FLAC、テキスト"}},
    {"--read",
     "ID=VALUE",
     "run",
     {"how text is read: contents, encoding, separator, decimal, heading",
      "テキストの読み方：contents、encoding、separator、decimal、heading"}},
    {"--seed", "N", "run", {"0…2147483647 (1)", "乱数の種 0…2147483647（1）"}},
    {"--panel", "ID", "run", {"keep only this panel; may repeat", "このパネルだけ。繰り返し可"}},
    {"--handout",
     "FILE",
     "run",
     {"one A4 page as PDF: figure, equations, settings, claims",
      "A4 1 ページの PDF（図・数式・設定・主張）"}},
    {"--sweep",
     "ID=A:B:N[:log]",
     "run",
     {"N frames: --out f-%03d.png, or one .webp", "N コマ：--out f-%03d.png か .webp 1 つ"}},
    {"--frame-ms", "N", "run", {"of a .webp: milliseconds a frame (100)", ".webp の 1 コマのミリ秒（100）"}},
    {"--out",
     "FILE",
     "run",
     {".json .csv .npz .pdf .svg .png .kaba; may repeat",
      ".json .csv .npz .pdf .svg .png .kaba。繰り返し可"}},
    {"--size", "WxHmm", "run", {"size of a picture (120x90mm)", "図の大きさ（120x90mm）"}},
    {"--dpi", "N", "run", {"resolution of PNG (300)", "PNG の解像度（300）"}},
    {"--theme", "light|dark", "run", {"(light)", "配色（light）"}},
    {"--colour-map",
     "viridis|cividis",
     "run",
     {"of magnitudes in heat maps (viridis)", "ヒートマップの大きさの配色（viridis）"}},
    {"--font", "FAMILY", "run", {"font family", "フォント名"}},
    {"--font-size", "N", "run", {"in points (8)", "文字の大きさ、ポイント（8）"}},
    {"--title", "none|TEXT", "run", {"in place of the panels' titles", "パネルの題の代わり"}},
    {"--timings", "", "run", {"with measured times", "計測した時間も含める"}},
    {"--resume", "", "run", {"train on from a checkpoint", "保存した途中から学習を続ける"}},
    {"--retrain", "", "run", {"train again what is stored", "保存済みの学習もやり直す"}},
    {"--missing", "", "run", {"train every run that the table lacks", "表に足りない学習をすべて行う"}},
    {"--keep-run", "DIR", "run", {}},
    {"--without-weights", "", "run", {}},
    {"--search", "WORDS", "papers", {"papers with these words", "この語を含む論文"}},
    {"--group", "PATH", "papers", {"papers of a group", "このグループの論文"}},
    {"--grouping", "NAME", "papers", {"groups of this grouping", "この分類のグループ"}},
    {"--tag", "TAG", "papers", {"papers with this tag", "このタグの論文"}},
    {"--json", "", "demos papers bench", {"as JSON", "JSON で"}},
    {"--markdown", "", "papers", {"as a nested list", "入れ子のリストで"}},
    {"--bibtex", "", "papers", {"as BibTeX entries", "BibTeX で"}},
    {"--filter", "WORDS", "bench", {"benchmarks whose id holds these words", "id にこの語を含むものだけ"}},
    {"--data-dir", "DIR", "", {"folder of the library", "ライブラリのフォルダ"}},
    {"--lang", "ja|en", "", {"language of words and figures", "言葉と図の言語"}},
    {"--help", "", "", {"this page", "このページ"}},
    {"--version", "", "", {"the version", "バージョン"}},
    {"-h", "", "", {}},
    {"--quit-after-paint", "", "", {}},
}};

} // namespace

std::span<const OptionSpec> optionTable() { return kOptions; }

} // namespace kaba

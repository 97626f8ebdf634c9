// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "core/base/unicode.h"

#include <fmt/format.h>

#include <string>

namespace kaba {
namespace {

constexpr Label kHead{
    "Kaba " KABA_VERSION ": a research notebook for sequence models.\n\n"
    "  kaba                     open the window\n"
    "  kaba PAPER|DEMO|FILE     open it at a paper, a demo, a recipe or an exported figure\n",
    "Kaba " KABA_VERSION "：系列モデルの研究ノート\n\n"
    "  kaba                     ウィンドウを開く\n"
    "  kaba 論文|デモ|ファイル  論文、デモ、レシピ、書き出した図を開く\n"};

constexpr Label kFoot{
    "\nExamples\n"
    "  kaba run hippo --set measure=legt --set order=32 --out hippo.pdf\n"
    "  kaba run hippo --set signal=file --input speech.wav --panel reconstruction --out a.svg --size "
    "89x60mm\n"
    "  kaba run hippo.pdf --set order=64 --out again.csv\n"
    "Without --out the figure goes to standard output as JSON. Exit codes: 0 done, 1 an identity fails or\n"
    "the settings cannot be computed, 2 usage, 3 unreadable input, 4 library or file cannot be written.\n",
    "\n例\n"
    "  kaba run hippo --set measure=legt --set order=32 --out hippo.pdf\n"
    "  kaba run hippo --set signal=file --input speech.wav --panel reconstruction --out a.svg --size "
    "89x60mm\n"
    "  kaba run hippo.pdf --set order=64 --out again.csv\n"
    "--out がなければ、図を JSON で標準出力に書きます。終了コード：0 成功、1 "
    "恒等式が破れた・計算できない設定、\n"
    "2 使い方の誤り、3 読めない入力、4 ライブラリやファイルに書き込めない。\n"};

constexpr std::size_t kColumn = 25;

/// Two columns: what to type, what it does.
std::string line(std::string typed, std::string_view help)
{
    const std::size_t width = displayWidth(typed);
    typed.append(width < kColumn ? kColumn - width : 1, ' ');
    return "  " + typed + std::string(help) + "\n";
}

std::string optionsOf(std::string_view command, Language language)
{
    std::string out;
    for (const OptionSpec& option : optionTable())
        if (option.commands == command && !option.help.en.empty())
            out += line(fmt::format("  {} {}", option.name, option.value), Text(option.help).in(language));
    return out;
}

} // namespace

std::string helpText(Language language)
{
    std::string out = Text(kHead).in(language);
    for (const CommandSpec& command : commandTable()) {
        out +=
            line(fmt::format("kaba {} {}", command.name, command.operands), Text(command.help).in(language));
        out += optionsOf(command.name, language);
    }
    out += Text("\nOptions for all commands", "\nすべてのコマンドで使えるオプション").in(language) + "\n";
    out += optionsOf("demos papers bench", language) + optionsOf("", language);
    return out + Text(kFoot).in(language);
}

} // namespace kaba

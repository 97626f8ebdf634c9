// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"

#include "app/cli/commands.h"
#include "app/cli/data_folder.h"
#include "core/base/spelling.h"
#include "core/base/unicode.h"
#include "papers_db/catalogue.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace kaba {
namespace {

using Command = Result<int> (*)(const Arguments&, const Console&);

constexpr std::array<std::pair<std::string_view, Command>, 5> kCommands{{{"demos", demosCommand},
                                                                         {"run", runCommand},
                                                                         {"check", checkCommand},
                                                                         {"papers", papersCommand},
                                                                         {"bench", benchCommand}}};

Status checkLanguage(const Arguments& arguments)
{
    const std::string language = arguments.last("--lang").value_or("en");
    if (language == "ja" || language == "en")
        return Done{};
    return Error{Error::Kind::Usage, text("'--lang' can be ja or en, not '{}'.",
                                          "「--lang」は ja か en です（{}）。", validUtf8(language))};
}

Result<int> answer(const Arguments& arguments, const Console& console)
{
    if (Status status = checkLanguage(arguments); !status)
        return status.error();
    if (arguments.has("--help") || arguments.has("--version")) {
        const Status printed = console.print(
            arguments.has("--help") ? helpText(console.language()) : std::string("kaba " KABA_VERSION "\n"));
        return printed ? Result<int>(0) : printed.error();
    }
    const auto command =
        std::ranges::find(kCommands, arguments.command, &std::pair<std::string_view, Command>::first);
    return command->second(arguments, console);
}

std::vector<std::string_view> demoIds()
{
    std::vector<std::string_view> ids;
    for (const Demo& demo : allDemos())
        ids.push_back(demo.id);
    return ids;
}

Error noCommandOrPage(std::string_view word)
{
    std::vector<std::string_view> known = demoIds();
    for (const CommandSpec& command : commandTable())
        known.push_back(command.name);
    return {
        Error::Kind::Usage,
        text("'{0}' is no command, paper, demo or file. Did you mean '{1}'? kaba --help lists the commands.",
             "「{0}」というコマンド、論文、デモ、ファイルはありません。「{1}」のことでしょうか。一覧は kaba "
             "--help。",
             validUtf8(word), nearestSpelling(word, known))};
}

Status checkPaper(const std::string& word, const Arguments& arguments)
{
    const Result<Catalogue> catalogue = Catalogue::open(dataFolder(arguments));
    if (!catalogue)
        return catalogue.error();
    return catalogue->paper(word) ? Status(Done{}) : noCommandOrPage(word);
}

} // namespace

bool isForCommandLine(const Arguments& arguments)
{
    return !arguments.command.empty() || arguments.has("--help") || arguments.has("--version");
}

int runCommandLine(const Arguments& arguments, const Console& console)
{
    const Result<int> code = answer(arguments, console);
    if (code)
        return *code;
    console.say(code.error().message);
    return exitCode(code.error().kind);
}

Status checkWindowTarget(const Arguments& arguments)
{
    if (Status status = checkLanguage(arguments); !status)
        return status;
    if (arguments.operands.empty())
        return Done{};
    const std::string& word = arguments.operands.front();
    if (arguments.operands.size() > 1)
        return noCommandOrPage(word);
    std::error_code ignored;
    if (findDemo(word) || std::filesystem::exists(word, ignored))
        return Done{};
    return checkPaper(word, arguments);
}

Result<const Demo*> demoNamed(std::string_view id)
{
    if (const Demo* demo = findDemo(id))
        return demo;
    return Error{Error::Kind::Usage,
                 text("There is no demo '{0}'. Did you mean '{1}'? kaba demos lists all.",
                      "デモ「{0}」はありません。「{1}」のことでしょうか。一覧は kaba demos。", validUtf8(id),
                      nearestSpelling(id, demoIds()))};
}

Result<std::vector<const Demo*>> demosNamed(const Arguments& arguments)
{
    std::vector<const Demo*> demos;
    for (const std::string& id : arguments.operands) {
        const Result<const Demo*> demo = demoNamed(id);
        if (!demo)
            return demo.error();
        demos.push_back(*demo);
    }
    if (demos.empty())
        for (const Demo& demo : allDemos())
            demos.push_back(&demo);
    return demos;
}

} // namespace kaba

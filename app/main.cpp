// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/cli/data_folder.h"
#include "app/composition.h"

#include <QApplication>
#include <QHashSeed>

#include <cblas.h>
#include <cstdlib>
#include <malloc.h>
#include <span>

namespace {

/// One fixed language of the command line, or the window's own choice.
std::optional<kaba::Language> givenLanguage(const kaba::Arguments& arguments, const kaba::Console& console)
{
    return arguments.has("--lang") ? std::optional(console.language()) : std::nullopt;
}

int openWindow(const kaba::Arguments& arguments, const kaba::Console& console, int& argc, char** argv)
{
    if (const kaba::Status target = kaba::checkWindowTarget(arguments); !target) {
        console.say(target.error().message);
        return kaba::exitCode(target.error().kind);
    }
    QApplication application(argc, argv);
    return kaba::runWindow(application,
                           {.dataDir = kaba::dataFolder(arguments),
                            .language = givenLanguage(arguments, console),
                            .quitAfterPaint = arguments.has("--quit-after-paint"),
                            .target = arguments.operands.empty() ? "" : arguments.operands.front()});
}

bool hasDisplay() { return std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY"); }

} // namespace

int main(int argc, char** argv)
{
    // Qt orders fonts in a PDF by hash: one seed, the same bytes. Our pool is the threads: BLAS keeps to one.
    QHashSeed::setDeterministicGlobalSeed();
    openblas_set_num_threads(1);
    // Memory that a figure or a layer gives back stays ours: handing it to the system and fetching it again, page by page,
    // cost half the time of attention over 16 384 tokens.
    mallopt(M_MMAP_THRESHOLD, 256 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);

    const std::span<const char* const> words(argv + 1, static_cast<std::size_t>(argc > 0 ? argc - 1 : 0));
    const kaba::Console console(kaba::languageOf(words));
    const kaba::Result<kaba::Arguments> arguments = kaba::parseArguments(words);
    if (!arguments) {
        console.say(arguments.error().message);
        return kaba::exitCode(arguments.error().kind);
    }
    const bool commandLine = kaba::isForCommandLine(*arguments);
    if ((commandLine || !hasDisplay()) && !std::getenv("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    return commandLine ? kaba::runCommandLine(*arguments, console)
                       : openWindow(*arguments, console, argc, argv);
}

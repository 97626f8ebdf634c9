// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "app/termination.h"
#include "resources/init.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/settings/language_switch.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"

#include <fmt/format.h>

#include <QApplication>
#include <QEvent>
#include <QIcon>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace kaba {
namespace {

constexpr std::chrono::minutes kQuietMoment{5};

/// Ends the program once its first frame has been drawn.
class QuitAfterPaint : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        return QObject::eventFilter(watched, event);
    }
};

void nameApplication(QApplication& application)
{
    initResources();
    QApplication::setApplicationName(QStringLiteral("kaba"));
    QApplication::setApplicationDisplayName(QStringLiteral("Kaba"));
    QApplication::setApplicationVersion(QStringLiteral(KABA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("kaba"));
    application.setWindowIcon(QIcon(QStringLiteral(":/icons/kaba.svg")));
}

/// A verified copy of the library, made off the GUI thread by a connection of its own; then what has been in the trash
/// for long goes.
void backUpQuietly(QThreadPool& pool, const std::filesystem::path& folder)
{
    pool.start([folder] {
        Result<Catalogue> catalogue = Catalogue::open(folder);
        if (catalogue && catalogue->backUpIfDue()) // otherwise the next quiet moment tries again
            (void)catalogue->cleanTrash();
    });
}

/// A damaged library was set aside by the first try: the second begins a fresh one and tells so.
Result<std::unique_ptr<Library>> openLibrary(const std::filesystem::path& folder, std::vector<Text>& notices)
{
    Result<std::unique_ptr<Library>> library = Library::open(folder);
    if (library)
        return library;
    notices.push_back(library.error().message);
    return Library::open(folder);
}

} // namespace

int runWindow(QApplication& application, const WindowOptions& options)
{
    nameApplication(application);
    Settings settings = Settings::standard();
    LanguageSwitch language;
    const Theme desktop = desktopTheme(QApplication::palette());
    std::vector<Text> notices;
    Result<std::unique_ptr<Library>> library = openLibrary(options.dataDir, notices);
    if (!library) {
        fmt::print(stderr, "kaba: {}\n",
                   library.error().message.in(options.language.value_or(Language::English)));
        return 4;
    }
    QThreadPool pool;
    pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    int code = 0;
    {
        MainWindow window({.library = **library,
                           .settings = settings,
                           .language = language,
                           .pool = pool,
                           .desktopTheme = desktop,
                           .fixedLanguage = options.language});
        for (const Text& notice : notices)
            window.say(notice);
        window.openTarget(qstring(options.target));
        window.show();
        if (options.quitAfterPaint)
            window.installEventFilter(new QuitAfterPaint(&window));
        QTimer quiet;
        quiet.setInterval(kQuietMoment);
        QObject::connect(&quiet, &QTimer::timeout, &quiet, [&] { backUpQuietly(pool, options.dataDir); });
        quiet.start();
        if (!options.quitAfterPaint)
            backUpQuietly(pool, options.dataDir);
        const Termination termination([&] {
            window.close();
            QApplication::quit();
        });
        code = QApplication::exec();
    }
    pool.waitForDone();
    return code;
}

} // namespace kaba

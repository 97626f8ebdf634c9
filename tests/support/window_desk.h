// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/library.h"
#include "ui/demo/demo_view.h"
#include "ui/settings/language_switch.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"

#include <QTemporaryDir>
#include <QThreadPool>
#include <QtTest>

#include <memory>
#include <stdexcept>

namespace kaba::test {

/// A library, settings and a window of its own for each test.
struct Desk {
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("config")), folder.filePath(QStringLiteral("state"))};
    LanguageSwitch language;
    QThreadPool pool;
    std::unique_ptr<Library> library;

    Desk()
    {
        settings.setValue(Preference::Language, QStringLiteral("en"));
        settings.setValue(Preference::FirstRunSeen, true);
        auto opened = Library::open(folder.filePath(QStringLiteral("data")).toStdString());
        if (!opened)
            throw std::runtime_error(opened.error().message.en);
        library = std::move(*opened);
    }
    std::unique_ptr<MainWindow> window()
    {
        return std::make_unique<MainWindow>(
            WindowServices{.library = *library, .settings = settings, .language = language, .pool = pool});
    }
};

inline void showAndCompute(MainWindow& window)
{
    window.show();
    QTRY_VERIFY(window.demo() && window.demo()->current());
}

} // namespace kaba::test

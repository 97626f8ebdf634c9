// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "ui/theme/theme.h"

#include <optional>

class QThreadPool;

namespace kaba {

class LanguageSwitch;
class Library;
class Settings;

/// What the window stands on; all of it outlives the window.
struct WindowServices {
    Library& library;
    Settings& settings;
    LanguageSwitch& language;
    QThreadPool& pool;
    Theme desktopTheme = Theme::Light; ///< asked before our palette was set
    std::optional<Language> fixedLanguage = {};
};

} // namespace kaba

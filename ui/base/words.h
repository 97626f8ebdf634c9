// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QString>

#include <string_view>

namespace kaba {

/// UTF-8 as core holds it, for Qt.
inline QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QString inLanguage(const Text& text, Language language) { return qstring(text.in(language)); }

inline QString inLanguage(const Label& label, Language language)
{
    return qstring(language == Language::Japanese ? label.ja : label.en);
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QObject>
#include <QString>
#include <QTranslator>

namespace kaba {

/// "ja" and "en" name a language; "system" (and anything else) asks the desktop's locale.
Language languageFromSetting(const QString& setting);

/// Holds the translators of the running program. Choosing a language sends QEvent::LanguageChange to every window.
class LanguageSwitch : public QObject {
public:
    explicit LanguageSwitch(QObject* parent = nullptr);
    ~LanguageSwitch() override;

    void choose(Language language);
    Language current() const { return m_current; }

private:
    QTranslator m_kaba;
    QTranslator m_qt;
    Language m_current = Language::English;
};

} // namespace kaba

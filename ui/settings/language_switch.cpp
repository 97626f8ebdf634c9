// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/language_switch.h"

#include "resources/init.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace kaba {

Language languageFromSetting(const QString& setting)
{
    if (setting == QLatin1String("ja"))
        return Language::Japanese;
    if (setting == QLatin1String("en"))
        return Language::English;
    return QLocale::system().language() == QLocale::Japanese ? Language::Japanese : Language::English;
}

LanguageSwitch::LanguageSwitch(QObject* parent)
    : QObject(parent)
{
    initResources();
}

LanguageSwitch::~LanguageSwitch() { choose(Language::English); }

void LanguageSwitch::choose(Language language)
{
    if (language == m_current)
        return;
    m_current = language;
    if (language == Language::English) {
        QCoreApplication::removeTranslator(&m_kaba);
        QCoreApplication::removeTranslator(&m_qt);
        return;
    }
    if (m_qt.load(QStringLiteral("qtbase_ja"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_kaba.load(QStringLiteral(":/translations/kaba_ja.qm")))
        QCoreApplication::installTranslator(&m_kaba);
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/appearance.h"

#include "ui/demo/demo_view.h"
#include "ui/settings/language_switch.h"
#include "ui/window/window_actions.h"

#include <QActionGroup>
#include <QApplication>

namespace kaba {
namespace {

Theme themeFromSetting(const QString& setting, Theme desktop)
{
    if (setting == QLatin1String("light"))
        return Theme::Light;
    if (setting == QLatin1String("dark"))
        return Theme::Dark;
    return desktop;
}

/// Checks the choice of this setting; one that nobody knows any more leaves the last choice, "like the desktop".
void check(const QActionGroup& choices, const QString& setting)
{
    QAction* checked = choices.actions().constLast();
    for (QAction* choice : choices.actions())
        if (choice->data().toString() == setting)
            checked = choice;
    checked->setChecked(true);
}

} // namespace

Appearance::Appearance(const WindowServices& services, WindowActions& actions, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_actions(actions)
{
    offer(Preference::Language, *actions.languages, &Appearance::takeLanguage);
    offer(Preference::Theme, *actions.themes, &Appearance::takeTheme);
    offer(Preference::ColourMap, *actions.colourMaps, &Appearance::takeColourMap);
    connect(actions.reducedMotion, &QAction::toggled, this, [this](bool reduced) {
        m_services.settings.setValue(Preference::ReducedMotion, reduced);
        takeMotion(reduced);
    });
}

void Appearance::offer(Preference preference, QActionGroup& choices, void (Appearance::*take)(const QString&))
{
    connect(&choices, &QActionGroup::triggered, this, [this, preference, take](const QAction* choice) {
        m_services.settings.setValue(preference, choice->data());
        (this->*take)(choice->data().toString());
    });
}

void Appearance::restore()
{
    const auto chosen = [this](Preference preference) {
        return m_services.settings.value(preference).toString();
    };
    check(*m_actions.languages, chosen(Preference::Language));
    check(*m_actions.themes, chosen(Preference::Theme));
    check(*m_actions.colourMaps, chosen(Preference::ColourMap));
    m_actions.reducedMotion->setChecked(m_services.settings.value(Preference::ReducedMotion).toBool());
    takeLanguage(chosen(Preference::Language));
    takeTheme(chosen(Preference::Theme));
    takeColourMap(chosen(Preference::ColourMap));
}

void Appearance::dress(DemoView& view) const
{
    view.setLanguage(m_language);
    view.setTheme(m_theme);
    view.setMagnitudes(m_magnitudes);
    view.setReducedMotion(m_reducedMotion);
}

void Appearance::takeLanguage(const QString& setting)
{
    m_language = m_services.fixedLanguage.value_or(languageFromSetting(setting));
    m_services.language.choose(m_language);
    Q_EMIT languageChanged(m_language);
}

void Appearance::takeTheme(const QString& setting)
{
    m_theme = themeFromSetting(setting, m_services.desktopTheme);
    applyTheme(*qApp, m_theme);
    Q_EMIT lookChanged();
}

void Appearance::takeColourMap(const QString& setting)
{
    m_magnitudes = magnitudesFromName(setting.toStdString()).value_or(Magnitudes::Viridis);
    Q_EMIT lookChanged();
}

void Appearance::takeMotion(bool reduced)
{
    m_reducedMotion = reduced;
    Q_EMIT lookChanged();
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/theme/colour_map.h"
#include "ui/window/window_services.h"

#include <QObject>

class QAction;
class QActionGroup;

namespace kaba {

class DemoView;
class WindowActions;

/// Language, theme, colour map and motion as the reader chose them in the View menu: kept in the settings, put on
/// the application, and told to the window.
class Appearance : public QObject {
    Q_OBJECT
public:
    Appearance(const WindowServices& services, WindowActions& actions, QObject* parent);

    /// Takes everything from the settings and tells it.
    void restore();
    Language language() const { return m_language; }
    void dress(DemoView& view) const;

Q_SIGNALS:
    void languageChanged(kaba::Language language);
    void lookChanged(); ///< theme, colour map or motion: dress every view

private:
    void offer(Preference preference, QActionGroup& choices, void (Appearance::*take)(const QString&));
    void takeLanguage(const QString& setting);
    void takeTheme(const QString& setting);
    void takeColourMap(const QString& setting);
    void takeMotion(bool reduced);

    WindowServices m_services;
    WindowActions& m_actions;
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
    Magnitudes m_magnitudes = Magnitudes::Viridis;
    bool m_reducedMotion = false;
};

} // namespace kaba

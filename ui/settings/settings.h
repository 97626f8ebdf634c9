// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <QVariant>

#include <memory>

namespace kaba {

/// Everything the window remembers besides the library.
enum class Preference {
    Language,      ///< "system", "en" or "ja"
    Theme,         ///< "system", "light" or "dark"
    ColourMap,     ///< of magnitudes: "viridis" or "cividis"
    ReducedMotion, ///< no animation that the reader did not start
    WindowGeometry,
    MainSplitter,
    PanesVisible,
    ScenesVisible,
    CurrentLesson,
    Grouping,          ///< id of the one that the group pane shows
    PresentationScale, ///< per cent
    CurrentPaper,
    CurrentDemo,
    PaperTab,
    NotesView, ///< "write", "both" or "read"
    RecentFiles,
    ExportFolder,
    FirstRunSeen,
};

/// Preferences in kaba.conf, what a session leaves behind in state.conf (XDG: the two have folders of their own).
/// A file that is not readable as INI is set aside as NAME.damaged and a fresh one begun.
class Settings {
public:
    Settings(const QString& configFolder, const QString& stateFolder);
    /// $XDG_CONFIG_HOME/kaba and $XDG_STATE_HOME/kaba.
    static Settings standard();

    QVariant value(Preference setting) const;
    void setValue(Preference setting, const QVariant& value);
    void reset(Preference setting);
    void sync();

private:
    QSettings& fileOf(Preference setting) const;

    std::unique_ptr<QSettings> m_config;
    std::unique_ptr<QSettings> m_state;
};

} // namespace kaba

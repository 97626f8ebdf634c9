// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QStringList>

#include <array>

namespace kaba {
namespace {

enum class Place { Config, State };

struct Row {
    Preference setting;
    Place place;
    const char* key;
    QVariant initial;
};

const Row& rowOf(Preference setting)
{
    static const std::array kRows{
        Row{Preference::Language, Place::Config, "language", QStringLiteral("system")},
        Row{Preference::Theme, Place::Config, "theme", QStringLiteral("system")},
        Row{Preference::ColourMap, Place::Config, "colour-map", QStringLiteral("viridis")},
        Row{Preference::ReducedMotion, Place::Config, "reduced-motion", false},
        Row{Preference::WindowGeometry, Place::State, "window/geometry", {}},
        Row{Preference::MainSplitter, Place::State, "window/splitter", {}},
        Row{Preference::PanesVisible, Place::State, "window/panes", true},
        Row{Preference::ScenesVisible, Place::State, "window/scenes", false},
        Row{Preference::CurrentLesson, Place::State, "session/lesson", 0},
        Row{Preference::Grouping, Place::State, "session/grouping", {}},
        Row{Preference::PresentationScale, Place::State, "window/presentation-scale", 150},
        Row{Preference::CurrentPaper, Place::State, "session/paper", {}},
        Row{Preference::CurrentDemo, Place::State, "session/demo", {}},
        Row{Preference::PaperTab, Place::State, "session/tab", 0},
        Row{Preference::NotesView, Place::State, "session/notes-view", QStringLiteral("both")},
        Row{Preference::RecentFiles, Place::State, "recent/files", QStringList()},
        Row{Preference::ExportFolder, Place::State, "recent/export-folder", {}},
        Row{Preference::FirstRunSeen, Place::State, "session/first-run-seen", false},
    };
    return kRows[static_cast<std::size_t>(setting)];
}

std::unique_ptr<QSettings> openIni(const QString& folder, const QString& name)
{
    QDir().mkpath(folder);
    const QString path = QDir(folder).filePath(name);
    auto settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    if (settings->status() == QSettings::FormatError) {
        settings.reset();
        QFile::remove(path + QStringLiteral(".damaged"));
        QFile::rename(path, path + QStringLiteral(".damaged"));
        settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    }
    return settings;
}

QString stateHome()
{
    const QString given = qEnvironmentVariable("XDG_STATE_HOME");
    return given.isEmpty() ? QDir::home().filePath(QStringLiteral(".local/state")) : given;
}

} // namespace

Settings::Settings(const QString& configFolder, const QString& stateFolder)
    : m_config(openIni(configFolder, QStringLiteral("kaba.conf")))
    , m_state(openIni(stateFolder, QStringLiteral("state.conf")))
{}

Settings Settings::standard()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return {QDir(config).filePath(QStringLiteral("kaba")),
            QDir(stateHome()).filePath(QStringLiteral("kaba"))};
}

QSettings& Settings::fileOf(Preference setting) const
{
    return rowOf(setting).place == Place::Config ? *m_config : *m_state;
}

QVariant Settings::value(Preference setting) const
{
    const Row& row = rowOf(setting);
    return fileOf(setting).value(QLatin1String(row.key), row.initial);
}

void Settings::setValue(Preference setting, const QVariant& value)
{
    fileOf(setting).setValue(QLatin1String(rowOf(setting).key), value);
}

void Settings::reset(Preference setting) { fileOf(setting).remove(QLatin1String(rowOf(setting).key)); }

void Settings::sync()
{
    m_config->sync();
    m_state->sync();
}

} // namespace kaba

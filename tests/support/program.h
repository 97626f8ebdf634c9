// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_file.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace kaba {

struct Answer {
    int code = -1;
    QByteArray out;
    QByteArray messages;
};

/// The built program, with a library of its own and no display.
class Program {
public:
    /// Runs it in the folder; code −1 where it crashed or did not end.
    Answer run(const QStringList& words) const
    {
        QProcess process;
        start(process, words);
        const bool ended = process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    void start(QProcess& process, const QStringList& words) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(QString::fromStdString(m_folder.path("").string()));
        const QString library = QString::fromStdString(m_library.path("").string());
        process.start(qEnvironmentVariable("KABA_PROGRAM"), QStringList{"--data-dir", library} + words);
    }
    const TemporaryFolder& folder() const { return m_folder; }
    const TemporaryFolder& library() const { return m_library; }

private:
    TemporaryFolder m_folder, m_library;
};

} // namespace kaba

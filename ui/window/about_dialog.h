// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QTextBrowser;

namespace kaba {

/// Version, libraries with versions and licences, and a button that copies them for a report.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);

    /// The page as plain text, without anything personal.
    QString report() const;

private:
    QTextBrowser* m_page = nullptr;
};

} // namespace kaba

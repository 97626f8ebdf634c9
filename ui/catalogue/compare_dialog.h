// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableWidget;

namespace kaba {

class Library;

/// Where two groupings put each paper, side by side. Not modal; follows what changes in the library.
class CompareDialog : public QDialog {
    Q_OBJECT
public:
    /// Starts with `grouping` on the right of the first other one.
    CompareDialog(Library& library, const QString& grouping, Language language, QWidget* parent);

Q_SIGNALS:
    void paperOpened(const QString& id);

private:
    void build(const QString& grouping);
    void compare();
    void addRow(const PaperRow& paper, const QStringList& places, bool differs);
    void copyTable() const;

    Library& m_library;
    Language m_language;
    QComboBox* m_sides[2];
    QCheckBox* m_onlyDifferent;
    QTableWidget* m_table;
    QLabel* m_summary;
};

} // namespace kaba

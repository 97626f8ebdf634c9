// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;

namespace kaba {

class Library;

/// Title and one-line description of a group, in both languages; one is enough. Not modal: OK saves.
class GroupWordsDialog : public QDialog {
    Q_OBJECT
public:
    GroupWordsDialog(Library& library, const QString& grouping, const QString& key, Language language,
                     QWidget* parent);

private:
    QLineEdit* addLine(QFormLayout& form, const QString& label, const char* name, const std::string& words);
    void save();

    Library& m_library;
    QString m_grouping, m_key;
    Language m_language;
    QLineEdit* m_titles[2];
    QLineEdit* m_descriptions[2];
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;

namespace kaba {

class ComposingLineEdit;
class Library;

/// Draws a relation between one paper and another that is looked up by some words. Not modal.
class RelationDialog : public QDialog {
    Q_OBJECT
public:
    RelationDialog(Library& library, const QString& paper, Language language, QWidget* parent);

private:
    void build(const QString& name);
    void list();
    void step(int rows);
    void draw();

    Library& m_library;
    QString m_paper;
    Language m_language;
    QComboBox* m_kind;
    ComposingLineEdit* m_words;
    QListWidget* m_list;
    ComposingLineEdit* m_note;
    QLabel* m_complaint;
};

} // namespace kaba

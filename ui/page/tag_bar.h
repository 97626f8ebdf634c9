// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QString>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace kaba {

class Library;

/// Reading state and tags of one paper, to be changed in place. Choosing a chip takes its tag off.
class TagBar : public QWidget {
    Q_OBJECT
public:
    explicit TagBar(Library& library, QWidget* parent = nullptr);

    void showPaper(const QString& id);
    void setLanguage(Language language);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    Library& m_library;
    QString m_paper;
    Language m_language = Language::English;
    QComboBox* m_reading;
    QToolButton* m_add;
    QWidget* m_chips;
};

} // namespace kaba

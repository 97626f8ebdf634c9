// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QDialog>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QListWidget;
class QListWidgetItem;

namespace kaba {

struct Moment;
class Trail;

/// Where the parameters of a demo have been, newest on top, with the branches as lines to the left. A click or Enter goes
/// to a state.
class HistoryDialog : public QDialog {
    Q_OBJECT
public:
    /// Both outlive the dialog.
    HistoryDialog(Trail& trail, const Demo& demo, QWidget* parent);

    void addButton(QAction* action);
    void setLanguage(Language language);

Q_SIGNALS:
    void chosen(const kaba::ParameterSet& values, int seed);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void choose(const QListWidgetItem* item);
    std::optional<ParameterSet> valuesOf(const Moment& moment) const;
    QString wordsFor(const Moment& moment) const;
    void retranslate();

    Trail& m_trail;
    const Demo& m_demo;
    Language m_language = Language::English;
    QListWidget* m_list;
    QLabel* m_empty;
    QHBoxLayout* m_buttons;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace kaba {

class InlineMessage;

/// A list, words about the chosen row, and one thing to do with it.
class ListDialog : public QDialog {
    Q_OBJECT
public:
    ListDialog(const QString& title, const QString& action, QWidget* parent);

protected:
    /// Empties the list; `sentence` stands beneath while nothing is added.
    void begin(const QString& sentence);
    void add(const QString& words, const QVariant& value);
    QVariant chosen() const; ///< of the current row; invalid without one
    void describe(const QString& words);
    void complain(const QString& sentence);
    virtual void act() = 0;
    virtual void choose() {} ///< the current row is another

    QVBoxLayout* m_column;

private:
    QListWidget* m_list;
    QLabel* m_words;
    InlineMessage* m_message;
    QPushButton* m_action;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QToolButton;

namespace kaba {

/// A sentence in place of a dialog, with one way out (a button) and a cross. Hidden while there is nothing to say.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// Shows the sentence; with an empty `action` only the cross is offered.
    void say(const QString& sentence, const QString& action = {}, std::function<void()> act = {});
    void dismiss();
    QString sentence() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_sentence;
    QToolButton* m_action;
    QToolButton* m_close;
    std::function<void()> m_act;
};

} // namespace kaba

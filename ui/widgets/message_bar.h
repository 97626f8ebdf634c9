// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notice_bar.h"

#include <functional>

class QToolButton;

namespace kaba {

/// A notice in place of a dialog: one way out at most, and a cross.
class MessageBar : public NoticeBar {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    /// Shows the sentence; with an empty `action` only the cross is offered.
    void say(const QString& sentence, const QString& action = {}, std::function<void()> act = {});
    void dismiss();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPushButton* m_action;
    QToolButton* m_close;
    std::function<void()> m_act;
};

} // namespace kaba

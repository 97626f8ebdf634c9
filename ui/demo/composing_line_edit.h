// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace kaba {

/// A line of text that leaves an input method alone: while a conversion is open, no key acts and no shortcut of
/// the window fires; Enter then belongs to the conversion.
class ComposingLineEdit : public QLineEdit {
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;

    bool isComposing() const { return m_composing; }

Q_SIGNALS:
    void escaped();              ///< Esc, outside a conversion
    void stepped(int direction); ///< arrow up (+1) or down (-1), ten times with Shift

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;

private:
    bool m_composing = false;
};

} // namespace kaba

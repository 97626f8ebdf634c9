// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace kaba {

/// A line of text with a CompositionGuard: while a conversion is open, no key acts and no shortcut of the window
/// fires; Enter then belongs to the conversion.
class ComposingLineEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit ComposingLineEdit(QWidget* parent = nullptr);

Q_SIGNALS:
    void escaped();              ///< Esc, outside a conversion
    void stepped(int direction); ///< arrow up (+1) or down (-1), ten times with Shift

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace kaba {

/// Watches the input method of one text widget. While a conversion is open (the preedit is not empty) no key
/// of the conversion reaches a shortcut, Enter or Space of ours; committed() tells that it has ended.
class CompositionGuard : public QObject {
    Q_OBJECT
public:
    /// `widget` owns the guard.
    explicit CompositionGuard(QWidget* widget);

    bool composing() const { return m_composing; }

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void committed();

private:
    bool m_composing = false;
};

} // namespace kaba

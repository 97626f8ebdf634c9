// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace kaba {

/// Progress and Cancel in the figure's place, once an answer takes longer than kDelayMs.
class WaitingBar : public QWidget {
    Q_OBJECT
public:
    static constexpr int kDelayMs = 300;

    explicit WaitingBar(QWidget* parent = nullptr);

    void begin(); ///< waiting begins, or goes on
    void showProgress(double fraction);
    void end();

Q_SIGNALS:
    void cancelled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer m_delay;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace kaba {

/// Sentences that the reader must see, with buttons that lead out. Hidden without sentences.
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void showSentences(const QString& sentences);
    QString sentences() const;
    /// A way out, hidden until wanted.
    QPushButton* addWayOut(const QString& name);

private:
    QLabel* m_sentences;
};

} // namespace kaba

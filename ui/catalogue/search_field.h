// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace kaba {

class CompositionGuard;

/// The search field: tells every change of the words, but none while a conversion is open. Escape clears, the
/// arrow down goes to the results.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(QWidget* parent = nullptr);

    /// Sets the words as if typed.
    void setWords(const QString& words);

Q_SIGNALS:
    void wordsChanged(const QString& words);
    void resultsWanted(); ///< Enter or arrow down

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void retranslate();

    CompositionGuard* m_guard;
    QString m_told;
};

} // namespace kaba

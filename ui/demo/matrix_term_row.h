// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix_edits.h"
#include "core/base/text.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;

/// Asks for the numbers of one edit of a whole matrix, beneath the matrix itself: a factor, an amount, or a factor
/// and two vectors. Hidden until asked.
class MatrixTermRow : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Scale, Shift, RankOne };

    explicit MatrixTermRow(QWidget* parent = nullptr);

    /// `row` and `col`: which unit vectors a rank-one term may take.
    void ask(Kind kind, std::size_t row, std::size_t col);
    void setLanguage(Language language);

Q_SIGNALS:
    void given(const kaba::MatrixEdit& edit);

protected:
    void changeEvent(QEvent* event) override;

private:
    void apply();
    void close();
    void retranslate();

    QLabel* m_label;
    ComposingLineEdit* m_field;
    QComboBox* m_u;
    QComboBox* m_v;
    QPushButton* m_apply;
    QPushButton* m_cancel;
    InlineMessage* m_message;
    Kind m_kind = Kind::Scale;
    std::size_t m_row = 0;
    std::size_t m_col = 0;
    Text m_refusal;
    Language m_language = Language::English;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/matrix_term_row.h"

#include "ui/base/words.h"
#include "ui/demo/expression.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaba {
namespace {

/// In the order of NamedVector::Kind; the words of the last one name the index.
constexpr int kVectorKinds = 4;

NamedVector vectorOf(const QComboBox& box, std::size_t index)
{
    const auto kind = static_cast<NamedVector::Kind>(box.currentIndex());
    return {kind, kind == NamedVector::Kind::Unit ? index : 0};
}

QComboBox* vectorBox(QWidget* parent, const char* name)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    for (int kind = 0; kind < kVectorKinds; ++kind)
        box->addItem(QString());
    return box;
}

} // namespace

MatrixTermRow::MatrixTermRow(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_field(new ComposingLineEdit(this))
    , m_u(vectorBox(this, "termU"))
    , m_v(vectorBox(this, "termV"))
    , m_apply(new QPushButton(this))
    , m_cancel(new QPushButton(this))
    , m_message(new InlineMessage(this))
{
    m_field->setObjectName(QStringLiteral("termAmount"));
    m_apply->setObjectName(QStringLiteral("termApply"));
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_label);
    line->addWidget(m_field, 1);
    auto* vectors = new QHBoxLayout;
    vectors->setSpacing(4);
    vectors->addWidget(m_u, 1);
    vectors->addWidget(m_v, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addStretch(1);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addLayout(vectors);
    layout->addLayout(buttons);
    layout->addWidget(m_message);
    connect(m_field, &QLineEdit::returnPressed, this, &MatrixTermRow::apply);
    connect(m_field, &ComposingLineEdit::escaped, this, &MatrixTermRow::close);
    connect(m_apply, &QPushButton::clicked, this, &MatrixTermRow::apply);
    connect(m_cancel, &QPushButton::clicked, this, &MatrixTermRow::close);
    hide();
}

void MatrixTermRow::ask(Kind kind, std::size_t row, std::size_t col)
{
    m_kind = kind;
    m_row = row;
    m_col = col;
    m_refusal = {};
    m_u->setVisible(kind == Kind::RankOne);
    m_v->setVisible(kind == Kind::RankOne);
    m_field->setText(kind == Kind::Scale ? QStringLiteral("2") : QStringLiteral("-0.1"));
    retranslate();
    show();
    m_field->setFocus();
    m_field->selectAll();
}

void MatrixTermRow::close() { hide(); }

void MatrixTermRow::apply()
{
    const Result<double> number = evaluate(m_field->text());
    if (!number) {
        m_refusal = number.error().message;
        m_message->say(inLanguage(m_refusal, m_language));
        return;
    }
    hide();
    switch (m_kind) {
    case Kind::Scale:
        Q_EMIT given(ScaleEdit{*number});
        break;
    case Kind::Shift:
        Q_EMIT given(ShiftEdit{*number});
        break;
    case Kind::RankOne:
        Q_EMIT given(RankOneEdit{*number, vectorOf(*m_u, m_row), vectorOf(*m_v, m_col)});
        break;
    }
}

void MatrixTermRow::setLanguage(Language language)
{
    m_language = language;
    retranslate();
}

void MatrixTermRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void MatrixTermRow::retranslate()
{
    switch (m_kind) {
    case Kind::Scale:
        m_label->setText(tr("Multiply all entries by"));
        break;
    case Kind::Shift:
        m_label->setText(tr("Add to the diagonal"));
        break;
    case Kind::RankOne:
        m_label->setText(tr("Add u vᵀ times"));
        break;
    }
    m_field->setAccessibleName(m_label->text());
    for (QComboBox* box : {m_u, m_v}) {
        const QString letter = box == m_u ? QStringLiteral("u") : QStringLiteral("v");
        const QStringList words{tr("%1 = ones").arg(letter), tr("%1 = (−1)ⁿ").arg(letter),
                                tr("%1 = √(2n+1)").arg(letter),
                                tr("%1 = 1 at %2, else 0").arg(letter).arg(box == m_u ? m_row : m_col)};
        for (int kind = 0; kind < kVectorKinds; ++kind)
            box->setItemText(kind, words[kind]);
        box->setAccessibleName(tr("Vector %1").arg(letter));
    }
    m_apply->setText(tr("Apply"));
    m_cancel->setText(tr("Cancel"));
    m_message->say(inLanguage(m_refusal, m_language));
}

} // namespace kaba

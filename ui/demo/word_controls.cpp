// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/word_controls.h"

#include "ui/base/words.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/scaled_style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace kaba {
namespace {

/// Lets the panel scroll under the wheel until the reader has chosen the box.
class CalmComboBox : public QComboBox {
public:
    explicit CalmComboBox(QWidget* parent)
        : QComboBox(parent)
    {
        setFocusPolicy(Qt::StrongFocus);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(8);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

constexpr int kLabelShare = 2, kFieldShare = 3;

void layOut(QWidget& owner, QLabel& label, QWidget& field)
{
    auto* line = new QHBoxLayout(&owner);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    label.setWordWrap(true);
    line->addWidget(&label, kLabelShare);
    line->addWidget(&field, kFieldShare);
    label.setBuddy(&field);
}

} // namespace

ChoiceControl::ChoiceControl(const Parameter& parameter, const ChoiceParam& choice)
    : ParameterControl(parameter)
    , m_choice(choice)
    , m_label(new QLabel(this))
    , m_box(new CalmComboBox(this))
{
    layOut(*this, *m_label, *m_box);
    for (std::size_t i = 0; i < choice.options.size(); ++i)
        m_box->addItem(QString());
    m_box->setCurrentIndex(choice.initial);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        Q_EMIT touched();
        Q_EMIT edited(index, false);
    });
}

void ChoiceControl::showValue(const ParameterValue& value) { m_box->setCurrentIndex(std::get<int>(value)); }

void ChoiceControl::retranslate()
{
    m_label->setText(name());
    describe(*m_box, help());
    for (int i = 0; i < m_box->count(); ++i)
        m_box->setItemText(i, inLanguage(m_choice.options[static_cast<std::size_t>(i)].label, language()));
    arrange();
}

void ChoiceControl::resizeEvent(QResizeEvent* event)
{
    ParameterControl::resizeEvent(event);
    arrange();
}

void ChoiceControl::arrange()
{
    const int arrow = 12 + m_box->fontMetrics().height() * 3 / 2; ///< of the box, beside its words
    int widest = 0;
    for (int i = 0; i < m_box->count(); ++i)
        widest = std::max(widest, m_box->fontMetrics().horizontalAdvance(m_box->itemText(i)));
    const bool fits = widest + arrow <= width() * kFieldShare / (kLabelShare + kFieldShare);
    static_cast<QBoxLayout*>(layout())->setDirection(fits ? QBoxLayout::LeftToRight
                                                          : QBoxLayout::TopToBottom);
}

FlagControl::FlagControl(const Parameter& parameter)
    : ParameterControl(parameter)
    , m_box(new QCheckBox(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    scaleWithFont(*m_box);
    showValue(initialValue(parameter));
    connect(m_box, &QCheckBox::clicked, this, [this](bool checked) {
        Q_EMIT touched();
        Q_EMIT edited(checked, false);
    });
}

void FlagControl::showValue(const ParameterValue& value) { m_box->setChecked(std::get<bool>(value)); }

void FlagControl::retranslate()
{
    m_box->setText(name());
    describe(*m_box, help());
}

TextControl::TextControl(const Parameter& parameter)
    : ParameterControl(parameter)
    , m_label(new QLabel(this))
    , m_field(new ComposingLineEdit(this))
{
    constexpr int kAWord = 12;
    layOut(*this, *m_label, *m_field);
    showValue(initialValue(parameter));
    if (m_shown.size() > kAWord)
        static_cast<QBoxLayout*>(layout())->setDirection(QBoxLayout::TopToBottom);
    connect(m_field, &QLineEdit::textEdited, this, &ParameterControl::touched);
    connect(m_field, &QLineEdit::editingFinished, this, &TextControl::commit);
    connect(m_field, &ComposingLineEdit::escaped, this, [this] { m_field->setText(m_shown); });
}

void TextControl::commit()
{
    if (m_field->text() != m_shown)
        Q_EMIT edited(m_field->text().toStdString(), false);
}

void TextControl::showValue(const ParameterValue& value)
{
    m_shown = qstring(std::get<std::string>(value));
    if (m_field->text() == m_shown)
        return;
    m_field->setText(m_shown);
    m_field->setCursorPosition(0);
}

void TextControl::retranslate()
{
    m_label->setText(name());
    describe(*m_field, help());
}

} // namespace kaba

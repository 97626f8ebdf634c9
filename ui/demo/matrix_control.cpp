// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/matrix_control.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kaba {

MatrixControl::MatrixControl(const Parameter& parameter)
    : ParameterControl(parameter)
    , m_label(new QLabel(this))
    , m_edits(new QLabel(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_edits);
    m_edits->setWordWrap(true);
}

void MatrixControl::showValue(const ParameterValue& value) { m_edits->setText(qstring(textOf(value))); }

void MatrixControl::retranslate()
{
    m_label->setText(name());
    describe(*m_edits, help());
}

} // namespace kaba

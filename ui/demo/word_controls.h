// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"

class QCheckBox;
class QComboBox;

namespace kaba {

class ComposingLineEdit;

/// A combo box beside its label, or below where its words need the width.
class ChoiceControl : public ParameterControl {
    Q_OBJECT
public:
    ChoiceControl(const Parameter& parameter, const ChoiceParam& choice);
    void showValue(const ParameterValue& value) override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    const ChoiceParam& m_choice;
    QLabel* m_label;
    QComboBox* m_box;
};

/// A check box with its own label.
class FlagControl : public ParameterControl {
    Q_OBJECT
public:
    explicit FlagControl(const Parameter& parameter);
    void showValue(const ParameterValue& value) override;

protected:
    void retranslate() override;

private:
    QCheckBox* m_box;
};

/// A line of free words; takes effect at Enter or when the focus leaves.
class TextControl : public ParameterControl {
    Q_OBJECT
public:
    explicit TextControl(const Parameter& parameter);
    void showValue(const ParameterValue& value) override;

protected:
    void retranslate() override;

private:
    void commit();

    QLabel* m_label;
    ComposingLineEdit* m_field;
    QString m_shown;
};

} // namespace kaba

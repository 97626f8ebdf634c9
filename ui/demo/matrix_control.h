// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"

class QLabel;

namespace kaba {

/// A matrix by hand.
class MatrixControl : public ParameterControl {
    Q_OBJECT
public:
    explicit MatrixControl(const Parameter& parameter);

    void showValue(const ParameterValue& value) override;

protected:
    void retranslate() override;

private:
    QLabel* m_label;
    QLabel* m_edits;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula_browser.h"

namespace kaba {

/// A text browser whose lines are no longer than can be read with ease, however wide the window is.
class MeasuredBrowser : public FormulaBrowser {
public:
    explicit MeasuredBrowser(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setMeasure();
};

} // namespace kaba

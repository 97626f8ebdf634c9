// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace kaba {

/// A label of plain text that may hold letters with a bar, tilde or hat (B̄, C̃, x̂): where it does, the label
/// painter draws it, as in the figures; any other text is drawn as QLabel does.
class MarkedLabel : public QLabel {
public:
    using QLabel::QLabel;

    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool hasMarks() const;
    QStringList lines(int width) const;
};

} // namespace kaba

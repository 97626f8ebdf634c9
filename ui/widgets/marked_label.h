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
    const QStringList& lines(int width) const;

    /// The last answer of lines(): a layout asks the same several times a frame.
    struct Broken {
        QString text;
        QFont font;
        int width = -1;
        QStringList lines;
    };
    mutable Broken m_broken;
};

} // namespace kaba

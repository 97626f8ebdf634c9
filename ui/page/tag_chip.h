// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>

namespace kaba {

/// A tag as a chip with a cross: a button that takes the tag off.
class TagChip : public QAbstractButton {
public:
    TagChip(const QString& name, const QColor& colour, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor m_colour;
};

} // namespace kaba

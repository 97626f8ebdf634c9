// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/lineage_layout.h"

#include <QAbstractButton>

namespace kaba {

/// One node of the lineage picture. Checked: the paper that is being read.
class LineageBox : public QAbstractButton {
public:
    LineageBox(const LineageNode& node, bool mainLine, QWidget* parent);

    const QString& id() const { return m_id; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QFont nameFont() const;

    QString m_id;
    bool m_mainLine;
    bool m_model;
};

} // namespace kaba

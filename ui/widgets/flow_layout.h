// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace kaba {

/// Lays widgets in lines, like words: the next line begins where the width ends.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int spacing = 4);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& box) override;

private:
    /// The height that the items take in `box`; places them too where `place` is set.
    int flow(const QRect& box, bool place) const;

    QList<QLayoutItem*> m_items;
};

} // namespace kaba

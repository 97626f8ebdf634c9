// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>
#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace kaba {

/// A heading that folds what stands beneath it, under a hairline that parts it from what stands above.
class Section : public QWidget {
    Q_OBJECT
public:
    explicit Section(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setOpen(bool open);
    bool isOpen() const { return m_heading->isChecked(); }
    QVBoxLayout& contents() { return *m_contents; }
    /// A small button at the end of the heading.
    void addCorner(QWidget* corner);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* m_heading;
    QHBoxLayout* m_headRow;
    QWidget* m_body;
    QVBoxLayout* m_contents;
};

} // namespace kaba

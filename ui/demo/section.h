// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>
#include <QWidget>

class QVBoxLayout;

namespace kaba {

/// A heading that folds what stands beneath it.
class Section : public QWidget {
public:
    explicit Section(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setOpen(bool open);
    bool isOpen() const { return m_heading->isChecked(); }
    QVBoxLayout& contents() { return *m_contents; }

private:
    QToolButton* m_heading;
    QWidget* m_body;
    QVBoxLayout* m_contents;
};

} // namespace kaba

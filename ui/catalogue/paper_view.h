// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

class QLabel;

namespace kaba {

/// The list view of papers: one row height for all, a sentence where there are no rows, Enter opens.
class PaperView : public QListView {
    Q_OBJECT
public:
    explicit PaperView(QWidget* parent = nullptr);

    /// The sentence shown while the list is empty; it may hold one link.
    void setEmptySentence(const QString& html);

    /// Ids of the selected rows, in the order of the list.
    QStringList selectedIds() const;
    /// Selects these ids and makes the first the current one, without telling that the reader chose.
    void restore(const QStringList& ids, const QString& current);

Q_SIGNALS:
    void chosen(const QString& id); ///< the reader moved to this paper
    void opened(const QString& id); ///< Enter or a double click
    void emptyLinkClicked();

protected:
    void initViewItemOption(QStyleOptionViewItem* option) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* m_empty;
    bool m_restoring = false;
};

} // namespace kaba

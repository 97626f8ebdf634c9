// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include <cstdint>
#include <optional>

class QMenu;

namespace kaba {

class Library;
class TagModel;

/// The tags of the left pane: choosing one restricts the list of papers, F2 renames, Del deletes (with undo),
/// Escape chooses none, papers are dropped on them.
class TagList : public QListView {
    Q_OBJECT
public:
    explicit TagList(Library& library, QWidget* parent = nullptr);

    std::optional<std::int64_t> chosenTag() const { return m_chosen; }
    void choose(std::optional<std::int64_t> tag);
    /// Makes a tag with a name of its own and begins to rename it.
    void addTag();
    /// The menu of the current tag; the caller owns it.
    QMenu* menuOfCurrent();

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosenChanged();

protected:
    void initViewItemOption(QStyleOptionViewItem* option) const override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void reload();
    QString freeName() const;
    void retranslate();

    Library& m_library;
    TagModel* m_model;
    std::optional<std::int64_t> m_chosen;
    bool m_reloading = false;
};

} // namespace kaba

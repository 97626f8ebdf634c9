// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include <optional>

namespace kaba {

/// The scenes of a lesson in their order. Click or Enter shows one, F2 or a double click renames it in place, Del deletes
/// it, dragging or Ctrl+Shift and an arrow moves it. It only tells: who listens fills it again.
class SceneList : public QListWidget {
    Q_OBJECT
public:
    explicit SceneList(QWidget* parent = nullptr);

    /// Names and the place of the one that is shown; none: -1.
    void show(const QStringList& names, int shown);
    void renameCurrent() { editItem(currentItem()); }
    bool isRenaming() const { return state() == EditingState; }

Q_SIGNALS:
    void chosen(int place);
    void renamed(int place, const QString& name);
    void moved(int from, int to);
    void removalWanted(int place);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void initViewItemOption(QStyleOptionViewItem* option) const override;

private:
    int gapAt(const QPoint& position) const;
    void move(int from, int to);

    bool m_filling = false;
    std::optional<QPoint> m_pressed;
    int m_dragged = -1; ///< the place of what is being dragged
    int m_gap = -1;     ///< before which it would fall
};

} // namespace kaba

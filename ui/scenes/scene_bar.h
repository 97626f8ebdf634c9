// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace kaba {

/// One line under the demo while a scene is on show: which one, its sentence, and the way to the others.
class SceneBar : public QWidget {
    Q_OBJECT
public:
    SceneBar(QAction* previous, QAction* next, QWidget* parent = nullptr);

    /// `place` of `count` scenes, from 1; count 0: it stands alone.
    void showScene(int place, int count, const QString& name, const QString& sentence);

Q_SIGNALS:
    void left(); ///< the reader closes the bar

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_place;
    QLabel* m_words;
    QToolButton* m_leave;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QBoxLayout;
class QMainWindow;
class QWidget;

namespace kaba {

class DemoDeck;
class Settings;

/// The demo alone, for a class: plots and the starred parameters, at the size that the last row needs. The deck takes the
/// place of the panes; everything is as it was afterwards.
class Presentation : public QObject {
    Q_OBJECT
public:
    struct Actions {
        QAction* on; ///< checkable
        QAction* larger;
        QAction* smaller;
        QAction* plain;
        QAction* black;
    };
    static constexpr int kLeast = 100, kMost = 250, kStep = 25; ///< per cent

    /// `panes` stands in `centre`, which takes the deck meanwhile. All of them outlive this object.
    Presentation(QMainWindow& window, QBoxLayout& centre, QWidget& panes, DemoDeck& deck, Settings& settings,
                 const Actions& actions);

    bool isOn() const { return m_on; }
    int scale() const { return m_scale; } ///< of type and pens, per cent
    void begin();
    void end();
    void setScale(int percent);
    bool isBlack() const;

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// The deck is the page's again, or not any more.
    void changed(bool on);

private:
    void enableActions();
    void setBlack(bool black);

    QMainWindow& m_window;
    QBoxLayout& m_centre;
    QWidget& m_panes;
    DemoDeck& m_deck;
    Settings& m_settings;
    Actions m_actions;
    QWidget* m_curtain;
    bool m_on = false;
    int m_scale = kLeast;
};

} // namespace kaba

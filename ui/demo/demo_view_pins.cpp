// SPDX-License-Identifier: GPL-3.0-or-later
// Curves that the reader keeps in the figure while the parameters move on.
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"

#include <QAction>
#include <QMenu>
#include <QToolButton>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace kaba {

/// One step of the history of the parameters, so that Undo takes everything back in its order.
class DemoView::PinStep : public QUndoCommand {
public:
    PinStep(DemoView& view, std::vector<Pin> after)
        : m_view(view)
        , m_before(view.m_pins)
        , m_after(std::move(after))
    {}
    void undo() override { m_view.showPins(m_before); }
    void redo() override { m_view.showPins(m_after); }

private:
    DemoView& m_view;
    std::vector<Pin> m_before, m_after;
};

QWidget* DemoView::buildPinButton()
{
    auto* button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(button);
    menu->addAction(m_actions[Command::Pin]);
    menu->addAction(m_actions[Command::RemovePins]);
    button->setMenu(menu);
    button->setDefaultAction(m_actions[Command::Pin]);
    return button;
}

/// What is on show, not what the controls have moved on to.
void DemoView::pin()
{
    if (!m_current)
        return;
    Pin shown{m_current->request.values, m_current->request.seed};
    if (std::ranges::find(m_pins, shown) != m_pins.end()) {
        Q_EMIT statusText(tr("These curves are pinned already."));
        return;
    }
    if (m_pins.size() == kMostPins) {
        Q_EMIT statusText(
            tr("There are %1 pins, and more would hide each other: remove them first (Shift+P).")
                .arg(kMostPins));
        return;
    }
    std::vector<Pin> pins = m_pins;
    pins.push_back(std::move(shown));
    changePins(std::move(pins));
    Q_EMIT statusText(tr("Pinned: move a parameter to compare. Shift+P removes the pins."));
}

void DemoView::removePins()
{
    if (!m_pins.empty())
        changePins({});
}

void DemoView::changePins(std::vector<Pin> pins)
{
    m_parameters->history().push(new PinStep(*this, std::move(pins)));
}

void DemoView::showPins(std::vector<Pin> pins)
{
    m_pins = std::move(pins);
    computeOn();
    showWaysOut();
    Q_EMIT settingsChanged();
}

} // namespace kaba

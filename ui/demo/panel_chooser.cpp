// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/panel_chooser.h"

#include "ui/base/words.h"

#include <QEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace kaba {
namespace {

/// A check mark changes without closing the menu.
class LastingMenu : public QMenu {
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        QAction* action = activeAction();
        if (action && action->isCheckable() && action->isEnabled())
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        QAction* action = activeAction();
        if (event->key() == Qt::Key_Space && action && action->isCheckable())
            action->trigger();
        else
            QMenu::keyPressEvent(event);
    }
};

} // namespace

PanelChooser::PanelChooser(const Demo& demo, QWidget* parent)
    : QToolButton(parent)
    , m_order(demo.panels.begin(), demo.panels.end())
{
    setObjectName(QStringLiteral("panels"));
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    auto* menu = new LastingMenu(this);
    for (const std::string& id : m_order) {
        QAction* action = menu->addAction(qstring(id));
        action->setObjectName(qstring(id));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, &PanelChooser::choose);
        m_panels.emplace(id, action);
    }
    menu->addSeparator();
    m_defaults = menu->addAction(QString());
    connect(m_defaults, &QAction::triggered, this, &PanelChooser::defaultsWanted);
    connect(menu, &QMenu::aboutToShow, this, &PanelChooser::retranslate);
    setMenu(menu);
    retranslate();
}

void PanelChooser::choose()
{
    std::vector<std::string> panels;
    std::ranges::copy_if(m_order, std::back_inserter(panels),
                         [&](const std::string& id) { return m_panels.at(id)->isChecked(); });
    if (panels.empty())
        qobject_cast<QAction*>(sender())->setChecked(true);
    else
        Q_EMIT chosen(panels);
}

void PanelChooser::follow(const Figure& figure, const std::vector<std::string>& shown)
{
    for (const Panel& panel : figure.panels)
        if (!panel.title.empty())
            m_titles[panel.id] = panel.title;
    for (const auto& [id, action] : m_panels)
        action->setChecked(std::ranges::find(shown, id) != shown.end());
}

void PanelChooser::setLanguage(Language language)
{
    m_language = language;
    retranslate();
}

void PanelChooser::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

void PanelChooser::retranslate()
{
    setText(tr("Panels") + QStringLiteral("  ")); // room for the arrow
    setToolTip(tr("Choose which panels are shown."));
    m_defaults->setText(tr("The usual panels"));
    for (const auto& [id, title] : m_titles)
        if (const auto found = m_panels.find(id); found != m_panels.end())
            found->second->setText(
                inLanguage(title, m_language).replace(QLatin1Char('&'), QLatin1String("&&")));
}

} // namespace kaba

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
    , m_names(demo.panels)
    , m_views(demo.views)
{
    setObjectName(QStringLiteral("panels"));
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    auto* menu = new LastingMenu(this);
    for (const View& view : m_views) {
        m_viewActions.push_back(menu->addAction(QString()));
        connect(m_viewActions.back(), &QAction::triggered, this, [this, &view] {
            Q_EMIT chosen({view.panels.begin(), view.panels.end()});
        });
    }
    if (!m_views.empty())
        menu->addSeparator();
    for (const auto& [id, label] : m_names) {
        QAction* action = menu->addAction(QString());
        action->setObjectName(qstring(id));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, &PanelChooser::choose);
        m_panelActions.push_back(action);
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
    for (std::size_t panel = 0; panel < m_names.size(); ++panel)
        if (m_panelActions[panel]->isChecked())
            panels.emplace_back(m_names[panel].id);
    if (panels.empty())
        qobject_cast<QAction*>(sender())->setChecked(true);
    else
        Q_EMIT chosen(panels);
}

void PanelChooser::follow(const std::vector<std::string>& shown)
{
    for (std::size_t panel = 0; panel < m_names.size(); ++panel)
        m_panelActions[panel]->setChecked(std::ranges::find(shown, m_names[panel].id) != shown.end());
    m_shown = shown;
    nameShown();
}

void PanelChooser::nameShown()
{
    const auto shown = std::ranges::find_if(
        m_views, [this](const View& view) { return std::ranges::is_permutation(view.panels, m_shown); });
    const QString name = shown == m_views.end() ? tr("Panels") : inLanguage(shown->label, m_language);
    setText(name + QStringLiteral("  ")); // room for the arrow
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
    nameShown();
    setToolTip(tr("Choose which panels are shown."));
    m_defaults->setText(tr("The usual panels"));
    for (std::size_t view = 0; view < m_views.size(); ++view)
        m_viewActions[view]->setText(inLanguage(m_views[view].label, m_language));
    for (std::size_t panel = 0; panel < m_names.size(); ++panel)
        m_panelActions[panel]->setText(inLanguage(m_names[panel].label, m_language));
}

} // namespace kaba

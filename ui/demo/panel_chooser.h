// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QToolButton>

#include <span>
#include <string>
#include <vector>

namespace kaba {

/// A button whose menu says which panels of a demo are on show: one of the demo's views, or any choice of panels,
/// for which the menu stays open. The button names the view on show.
class PanelChooser : public QToolButton {
    Q_OBJECT
public:
    explicit PanelChooser(const Demo& demo, QWidget* parent = nullptr);

    /// Marks what is on show.
    void follow(const std::vector<std::string>& shown);
    void setLanguage(Language language);

Q_SIGNALS:
    void chosen(const std::vector<std::string>& panels); ///< never empty
    void defaultsWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void choose();
    void nameShown();

    std::vector<std::string> m_shown;
    std::span<const PanelName> m_names; ///< of the demo, which outlives this
    std::span<const View> m_views;
    std::vector<QAction*> m_panelActions;
    std::vector<QAction*> m_viewActions;
    QAction* m_defaults;
    Language m_language = Language::English;
};

} // namespace kaba

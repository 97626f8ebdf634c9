// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QToolButton>

#include <map>
#include <string>
#include <vector>

namespace kaba {

/// A button whose menu says which panels of a demo are on show; the menu stays open while one chooses.
class PanelChooser : public QToolButton {
    Q_OBJECT
public:
    explicit PanelChooser(const Demo& demo, QWidget* parent = nullptr);

    /// Learns the titles of the panels from the figures that pass, and marks what is on show.
    void follow(const Figure& figure, const std::vector<std::string>& shown);
    void setLanguage(Language language);

Q_SIGNALS:
    void chosen(const std::vector<std::string>& panels); ///< never empty
    void defaultsWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void choose();

    std::map<std::string, QAction*, std::less<>> m_panels;
    std::map<std::string, Text, std::less<>> m_titles;
    std::vector<std::string> m_order;
    QAction* m_defaults;
    Language m_language = Language::English;
};

} // namespace kaba

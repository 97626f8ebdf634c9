// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QTextBrowser;

namespace kaba {

/// "What am I seeing": every mark of a figure named beside a sample of its pen, the axes with their units, the
/// convention in use and what is claimed. All of it is read from the figure.
class ExplanationDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExplanationDialog(QWidget* parent = nullptr);

    void explain(const Demo& demo, const Figure& figure, const std::vector<std::string>& panels,
                 Language language, Theme theme);

private:
    QString panelText(const Panel& panel);
    QString layerText(const Layer& layer);
    QString sampleOf(const Layer& layer);

    QTextBrowser* m_page;
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
    int m_samples = 0;
};

} // namespace kaba

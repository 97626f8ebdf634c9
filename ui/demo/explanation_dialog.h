// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "ui/theme/theme.h"

#include <QDialog>

namespace kaba {

class FormulaBrowser;

/// "What am I seeing": the equations with the numbers of the moment, every mark of a figure named beside a sample of its
/// pen, the axes with their units, the convention in use and what is claimed.
class ExplanationDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExplanationDialog(QWidget* parent = nullptr);

    /// `values` are those that the figure was computed with. Keeps the reader's place while a slider moves.
    void explain(const Demo& demo, const ParameterSet& values, const Figure& figure,
                 const std::vector<std::string>& panels, Language language, Theme theme);

private:
    QString text(const Demo& demo, const ParameterSet& values, const Figure& figure,
                 const std::vector<std::string>& panels);
    QString panelText(const Panel& panel);
    QString layerText(const Layer& layer);
    QString sampleOf(const Layer& layer);

    FormulaBrowser* m_page;
    QString m_shown; ///< what the page was filled with
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
    int m_samples = 0;
};

} // namespace kaba

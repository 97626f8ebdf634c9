// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace kaba {

class FormulaDocument;

/// A text browser whose formulas are drawn; copied, they are the LaTeX they were written as.
class FormulaBrowser : public QTextBrowser {
public:
    explicit FormulaBrowser(QWidget* parent = nullptr);

    /// Fills the page and goes to its beginning.
    void showHtml(const QString& html);
    FormulaDocument& formulas() { return *m_formulas; } ///< fills the browser's document

protected:
    QMimeData* createMimeDataFromSelection() const override;

private:
    FormulaDocument* m_formulas;
};

} // namespace kaba

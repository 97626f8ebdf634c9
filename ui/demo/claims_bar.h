// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace kaba {

/// What a figure measures and what it claims, in words and numbers: a line of readouts, and a table of the claims
/// with what the paper or the theory says, what was computed at this moment, and whether that holds. A claim
/// that fails says why under it. Refilled in place.
class ClaimsBar : public QWidget {
    Q_OBJECT
public:
    explicit ClaimsBar(QWidget* parent = nullptr);

    /// False where the rows are others than before: the bar may want another height.
    bool showFigure(const Figure& figure);
    void clear();
    void setLanguage(Language language);
    void setTheme(Theme theme);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QLabel* statement;
        QLabel* expected;
        QLabel* measured;
        QLabel* verdict;
        QLabel* source;
        QLabel* remark; ///< shown where the claim does not hold
    };

    void refill();
    Row makeRow(int line);
    void fillRow(const Row& row, const Claim& claim);
    void fillReadouts();
    void fillHeadings();
    QLabel* addLabel(int line, int column, int span, const char* name);

    QLabel* m_readouts;
    QGridLayout* m_grid;
    QLabel* m_saysHeading;
    QLabel* m_computedHeading;
    std::vector<Row> m_rows;
    std::vector<Readout> m_shownReadouts;
    std::vector<Claim> m_claims;
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
};

} // namespace kaba

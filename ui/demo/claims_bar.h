// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace kaba {

/// What a figure measures and what it claims, in words and numbers: a line of readouts, and a row for each claim
/// with what was expected, what was computed at this moment, and whether that holds. Refilled in place.
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
        QLabel* remark; ///< and the source
    };

    void refill();
    Row makeRow(int line);
    void fillRow(const Row& row, const Claim& claim);
    void fillReadouts();
    QString expectationOf(const Claim& claim) const;

    QLabel* m_readouts;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
    std::vector<Readout> m_shownReadouts;
    std::vector<Claim> m_claims;
    Language m_language = Language::English;
    Theme m_theme = Theme::Light;
};

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/claims_bar.h"

#include "ui/base/words.h"
#include "ui/demo/claim_words.h"
#include "ui/plot/number_format.h"
#include "ui/theme/small_font.h"
#include "ui/widgets/ink.h"
#include "ui/widgets/marked_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace kaba {
namespace {

constexpr int kLinesPerClaim = 2; ///< the claim, and its remark under it
constexpr int kSourceWidth = 150;
enum Column { Statement, Expected, Measured, Verdict, Source, Columns };

/// setText() lays out anew even where nothing changed; figures come sixty times a second.
void fill(QLabel& label, const QString& words)
{
    if (label.text() != words)
        label.setText(words);
}

} // namespace

ClaimsBar::ClaimsBar(QWidget* parent)
    : QWidget(parent)
    , m_readouts(new MarkedLabel(this))
    , m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("claims"));
    m_readouts->setObjectName(QStringLiteral("readouts"));
    m_readouts->setTextFormat(Qt::PlainText);
    m_readouts->setWordWrap(true);
    m_readouts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(Statement, 1);
    setFont(smallFont(font()));
    m_saysHeading = addLabel(0, Expected, 1, "says-heading");
    m_computedHeading = addLabel(0, Measured, 1, "computed-heading");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(m_readouts);
    layout->addLayout(m_grid);
    layout->addStretch(1);
}

bool ClaimsBar::showFigure(const Figure& figure)
{
    const bool sameRows = m_claims.size() == figure.claims.size();
    m_shownReadouts = figure.readouts;
    m_claims = figure.claims;
    refill();
    return sameRows;
}

void ClaimsBar::clear() { showFigure({}); }

void ClaimsBar::setLanguage(Language language)
{
    m_language = language;
    refill();
}

void ClaimsBar::setTheme(Theme theme)
{
    m_theme = theme;
    refill();
}

void ClaimsBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refill();
    QWidget::changeEvent(event);
}

void ClaimsBar::refill()
{
    fillReadouts();
    fillHeadings();
    while (m_rows.size() < m_claims.size())
        m_rows.push_back(makeRow(1 + static_cast<int>(m_rows.size()) * kLinesPerClaim));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < m_claims.size();
        const Row& row = m_rows[i];
        for (QLabel* label : {row.statement, row.expected, row.measured, row.verdict, row.source, row.remark})
            label->setVisible(used);
        if (used)
            fillRow(row, m_claims[i]);
    }
}

QLabel* ClaimsBar::addLabel(int line, int column, int span, const char* name)
{
    auto* label = new MarkedLabel(this);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const bool isNumber = column == Expected || column == Measured;
    label->setAlignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    m_grid->addWidget(label, line, column, 1, span);
    return label;
}

ClaimsBar::Row ClaimsBar::makeRow(int line)
{
    const Row row{.statement = addLabel(line, Statement, 1, "statement"),
                  .expected = addLabel(line, Expected, 1, "expected"),
                  .measured = addLabel(line, Measured, 1, "measured"),
                  .verdict = addLabel(line, Verdict, 1, "verdict"),
                  .source = addLabel(line, Source, 1, "source"),
                  .remark = addLabel(line + 1, Statement, Columns, "remark")};
    for (QLabel* sentence : {row.statement, row.remark}) {
        sentence->setWordWrap(true);
        sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    row.source->setWordWrap(true);
    row.source->setFixedWidth(kSourceWidth);
    // A label of fixed size takes a new number without a new layout of the window.
    row.measured->setFixedSize(
        row.measured->fontMetrics().boundingRect(QStringLiteral("−0.0000×10⁻⁰⁰⁰")).width(),
        row.measured->fontMetrics().lineSpacing());
    m_grid->setAlignment(row.measured, Qt::AlignRight | Qt::AlignTop);
    return row;
}

void ClaimsBar::fillHeadings()
{
    fill(*m_saysHeading, tr("claimed"));
    fill(*m_computedHeading, tr("computed here"));
    for (QLabel* heading : {m_saysHeading, m_computedHeading}) {
        heading->setVisible(!m_claims.empty());
        takeInk(*heading, colours(m_theme).mutedInk);
    }
}

void ClaimsBar::fillRow(const Row& row, const Claim& claim)
{
    const bool holds = claim.holds();
    const Colours& theme = colours(m_theme);
    const QString remark = inLanguage(claim.remark, m_language);
    fill(*row.statement, inLanguage(claim.statement, m_language));
    fill(*row.expected, expectationOf(claim));
    fill(*row.measured, displayNumber(claim.measured));
    fill(*row.verdict, holds ? tr("holds ✓") : tr("does not hold here ✗"));
    fill(*row.source, inLanguage(claim.source, m_language));
    fill(*row.remark, remark);
    row.remark->setVisible(!holds && !remark.isEmpty());
    row.statement->setToolTip(remark);
    takeInk(*row.verdict, holds ? theme.positiveInk : theme.negativeInk);
    for (QLabel* quiet : {row.expected, row.source, row.remark})
        takeInk(*quiet, theme.mutedInk);
}

void ClaimsBar::fillReadouts()
{
    QStringList parts;
    for (const Readout& readout : m_shownReadouts)
        parts << tr("%1: %2").arg(inLanguage(readout.label, m_language),
                                  withUnit(displayNumber(readout.value), readout.unit, m_language));
    fill(*m_readouts, parts.join(QStringLiteral("   ·   ")));
    m_readouts->setVisible(!parts.isEmpty());
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/claims_bar.h"

#include "ui/demo/parameter_control.h"
#include "ui/plot/number_format.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace kaba {
namespace {

constexpr int kLinesPerClaim = 2; ///< the claim, and its source and remark under it

/// setText() lays out anew even where nothing changed; figures come sixty times a second.
void fill(QLabel& label, const QString& words)
{
    if (label.text() != words)
        label.setText(words);
}

void takeInk(QLabel& label, const QColor& ink)
{
    QPalette own = label.palette();
    if (own.color(QPalette::WindowText) == ink)
        return;
    own.setColor(QPalette::WindowText, ink);
    label.setPalette(own);
}

QString sourceOf(const Claim& claim)
{
    return QStringLiteral("[%1]").arg(QString::fromStdString(claim.source));
}

QString withUnit(const QString& number, const std::string& unit)
{
    return unit.empty() ? number : number + QChar(0x202F) + QString::fromStdString(unit);
}

} // namespace

ClaimsBar::ClaimsBar(QWidget* parent)
    : QWidget(parent)
    , m_readouts(new QLabel(this))
    , m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("claims"));
    m_readouts->setObjectName(QStringLiteral("readouts"));
    m_readouts->setTextFormat(Qt::RichText);
    m_readouts->setWordWrap(true);
    m_readouts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
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
    while (m_rows.size() < m_claims.size())
        m_rows.push_back(makeRow(static_cast<int>(m_rows.size()) * kLinesPerClaim));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < m_claims.size();
        const Row& row = m_rows[i];
        for (QLabel* label : {row.statement, row.expected, row.measured, row.verdict, row.remark})
            label->setVisible(used);
        if (used)
            fillRow(row, m_claims[i]);
    }
}

ClaimsBar::Row ClaimsBar::makeRow(int line)
{
    const auto add = [&](int row, int column, int span, const char* name) {
        auto* label = new QLabel(this);
        label->setObjectName(QLatin1String(name));
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(label, row, column, 1, span);
        return label;
    };
    const Row row{.statement = add(line, 0, 1, "statement"),
                  .expected = add(line, 1, 1, "expected"),
                  .measured = add(line, 2, 1, "measured"),
                  .verdict = add(line, 3, 1, "verdict"),
                  .remark = add(line + 1, 0, 4, "remark")};
    for (QLabel* sentence : {row.statement, row.remark}) {
        sentence->setWordWrap(true);
        sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    }
    for (QLabel* number : {row.expected, row.measured, row.verdict})
        number->setAlignment(Qt::AlignRight | Qt::AlignTop);
    return row;
}

QString ClaimsBar::expectationOf(const Claim& claim) const
{
    const QString number = displayNumber(claim.expected);
    QString bound;
    switch (claim.relation) {
    case Claim::Relation::AtMost:
        bound = QStringLiteral("≤ ") + number;
        break;
    case Claim::Relation::AtLeast:
        bound = QStringLiteral("≥ ") + number;
        break;
    case Claim::Relation::Equal:
        bound = number + QStringLiteral(" ± ") + displayNumber(claim.tolerance, 2);
        break;
    }
    return claim.kind == Claim::Kind::Paper ? tr("paper says %1").arg(bound) : tr("expected %1").arg(bound);
}

void ClaimsBar::fillRow(const Row& row, const Claim& claim)
{
    const bool holds = claim.holds();
    const Colours& theme = colours(m_theme);
    fill(*row.statement, inLanguage(claim.statement, m_language));
    fill(*row.expected, expectationOf(claim));
    fill(*row.measured, tr("computed here %1").arg(displayNumber(claim.measured)));
    fill(*row.verdict, holds ? tr("holds ✓") : tr("does not hold here ✗"));
    takeInk(*row.verdict, holds ? theme.positiveInk : theme.negativeInk);
    for (QLabel* quiet : {row.expected, row.remark})
        takeInk(*quiet, theme.mutedInk);
    const QString remark = inLanguage(claim.remark, m_language);
    fill(*row.remark, claim.source.empty() ? remark : sourceOf(claim) + QLatin1Char(' ') + remark);
    row.remark->setVisible(!row.remark->text().isEmpty());
}

void ClaimsBar::fillReadouts()
{
    QStringList parts;
    for (const Readout& readout : m_shownReadouts)
        parts << QStringLiteral("%1&nbsp;<b>%2</b>")
                     .arg(inLanguage(readout.label, m_language).toHtmlEscaped(),
                          withUnit(displayNumber(readout.value), readout.unit).toHtmlEscaped());
    fill(*m_readouts, parts.join(QStringLiteral(" &nbsp;·&nbsp; ")));
    m_readouts->setVisible(!parts.isEmpty());
}

} // namespace kaba

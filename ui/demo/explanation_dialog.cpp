// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/explanation_dialog.h"

#include "core/base/overloaded.h"
#include "papers_db/demo_equations.h"
#include "ui/base/words.h"
#include "ui/formula/equations_html.h"
#include "ui/formula/formula_browser.h"
#include "ui/plot/axis_title.h"
#include "ui/theme/colour_map.h"

#include <QPainter>
#include <QScrollBar>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace kaba {
namespace {

constexpr QSize kSample{36, 14};

QPen penOf(const SeriesLook& look)
{
    QPen pen(look.colour, 2);
    if (!look.dash.isEmpty())
        pen.setDashPattern(look.dash);
    return pen;
}

/// A sample of how a layer is drawn; tables and images need none.
void drawSample(QPainter& painter, const LayerData& data, const SeriesLook& look)
{
    const QPointF middle(kSample.width() / 2.0, kSample.height() / 2.0);
    const auto line = [&] {
        painter.drawLine(QPointF(1, middle.y()), QPointF(kSample.width() - 1, middle.y()));
    };
    const auto dots = [&] {
        painter.setBrush(look.filled ? QBrush(look.colour) : QBrush(Qt::NoBrush));
        painter.drawEllipse(middle, 4, 4);
    };
    painter.setPen(penOf(look));
    std::visit(Overloaded{
                   [&](const Line&) { line(); },
                   [&](const Rule&) { line(); },
                   [&](const Scatter&) { dots(); },
                   [&](const Stems&) {
                       painter.drawLine(middle, middle + QPointF(0, kSample.height() / 2.0));
                       dots();
                   },
                   [&](const Heatmap& map) {
                       const ColourTable& table = colourTable(map.map);
                       for (int x = 0; x < kSample.width(); ++x)
                           painter.fillRect(x, 2, 1, 10,
                                            QColor::fromRgb(colourAt(table, {0, kSample.width() - 1.0}, x)));
                   },
                   [&](const Table&) {},
                   [&](const Image&) {},
                   [&](const auto&) { painter.fillRect(QRectF(8, 2, 20, 10), look.colour); },
               },
               data);
}

QString heading(const QString& words) { return QStringLiteral("<h3>%1</h3>").arg(words.toHtmlEscaped()); }

QString paragraph(const QString& words) { return QStringLiteral("<p>%1</p>").arg(words.toHtmlEscaped()); }

} // namespace

ExplanationDialog::ExplanationDialog(QWidget* parent)
    : QDialog(parent)
    , m_page(new FormulaBrowser(this))
{
    setObjectName(QStringLiteral("explanation"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_page);
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->document()->setDocumentMargin(16);
    resize(460, 560);
}

void ExplanationDialog::explain(const Demo& demo, const ParameterSet& values, const Figure& figure,
                                const std::vector<std::string>& panels, Language language, Theme theme)
{
    const bool otherTheme = theme != m_theme;
    m_language = language;
    m_theme = theme;
    m_samples = 0;
    setWindowTitle(tr("What am I seeing?"));
    m_page->setAccessibleName(windowTitle());
    const int place = m_page->verticalScrollBar()->value();
    if (const QString html = text(demo, values, figure, panels); html != m_shown || otherTheme) {
        m_page->showHtml(html);
        m_page->verticalScrollBar()->setValue(place);
        m_shown = html;
    }
}

QString ExplanationDialog::text(const Demo& demo, const ParameterSet& values, const Figure& figure,
                                const std::vector<std::string>& panels)
{
    QString html = QStringLiteral("<h2>%1</h2>").arg(inLanguage(demo.title, m_language).toHtmlEscaped()) +
                   paragraph(inLanguage(demo.summary, m_language));
    if (const Result<DemoEquations> equations = equationsOf(demo.id);
        equations && !equations->equations.empty())
        html += heading(tr("Equations")) +
                equationsHtml(*equations, values, m_language, EquationNumbers::Current);
    for (const Panel& panel : figure.panels)
        if (std::ranges::find(panels, panel.id) != panels.end())
            html += panelText(panel);
    if (!figure.convention.empty())
        html += heading(tr("Convention")) + paragraph(inLanguage(figure.convention, m_language));
    if (!figure.claims.empty())
        html += heading(tr("What is claimed"));
    for (const Claim& claim : figure.claims)
        html += paragraph(inLanguage(claim.statement, m_language) + QStringLiteral(" [") +
                          inLanguage(claim.source, m_language) + QLatin1Char(']'));
    return html;
}

QString ExplanationDialog::panelText(const Panel& panel)
{
    QString html = heading(inLanguage(panel.title, m_language));
    const QString x = axisTitle(panel.x, m_language);
    const QString y = axisTitle(panel.y, m_language);
    if (!x.isEmpty() || !y.isEmpty())
        html += paragraph(tr("Across: %1. Upwards: %2.").arg(x, y));
    if (!panel.note.empty())
        html += paragraph(inLanguage(panel.note, m_language));
    html += QStringLiteral("<table cellpadding='3'>");
    for (const Layer& layer : panel.layers)
        html += layerText(layer);
    return html + QStringLiteral("</table>");
}

QString ExplanationDialog::layerText(const Layer& layer)
{
    const QString label = inLanguage(layer.label, m_language);
    QString meaning = label.isEmpty() ? qstring(layer.id) : label;
    if (const auto* map = std::get_if<Heatmap>(&layer.data)) {
        meaning += QStringLiteral(" – ");
        meaning +=
            map->map == ColourMap::Diverging
                ? tr("colours: %1 rows and %2 columns; the middle colour is zero. Click a row to see it as a "
                     "curve, Ctrl+click a column; Esc ends it")
                      .arg(map->rows)
                      .arg(map->cols)
                : tr("colours: %1 rows and %2 columns; the colour bar tells the values. Click a row to see "
                     "it as "
                     "a curve, Ctrl+click a column; Esc ends it")
                      .arg(map->rows)
                      .arg(map->cols);
    }
    return QStringLiteral("<tr><td>%1</td><td>%2</td></tr>").arg(sampleOf(layer), meaning.toHtmlEscaped());
}

QString ExplanationDialog::sampleOf(const Layer& layer)
{
    const double ratio = devicePixelRatioF();
    QPixmap sample(kSample * ratio);
    sample.setDevicePixelRatio(ratio);
    sample.fill(Qt::transparent);
    QPainter painter(&sample);
    painter.setRenderHint(QPainter::Antialiasing);
    drawSample(painter, layer.data, seriesLook(m_theme, layer.role, layer.shade));
    painter.end();
    const QString name = QStringLiteral("sample:%1").arg(m_samples++);
    m_page->document()->addResource(QTextDocument::ImageResource, QUrl(name), sample);
    return QStringLiteral("<img src='%1' width='%2' height='%3'>")
        .arg(name)
        .arg(kSample.width())
        .arg(kSample.height());
}

} // namespace kaba

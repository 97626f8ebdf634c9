// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/handout.h"

#include "core/base/file.h"
#include "papers_db/demo_equations.h"
#include "ui/base/words.h"
#include "ui/demo/claim_words.h"
#include "ui/demo/settings_text.h"
#include "ui/export/picture.h"
#include "ui/formula/equations_html.h"
#include "ui/formula/formula_document.h"
#include "ui/plot/number_format.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr QSizeF kPageMm{210, 297};
constexpr double kMarginMm = 16;
constexpr double kWidthMm = 210 - 2 * kMarginMm;
constexpr double kGapMm = 3;
constexpr double kLeastFigureMm = 80, kMostFigureMm = 130;
constexpr std::array<double, 5> kLettersPt{9, 8.5, 8, 7.5, 7};
constexpr double kPixels = 12; ///< of the letters in the documents, which are scaled to their size on paper

double pointsOf(double mm) { return mm / kMmPerInch * kPointsPerInch; }

/// Text as wide as the page, at the size of its letters on paper.
struct Words {
    std::unique_ptr<QTextDocument> document;
    double scale = 1; ///< points per pixel of the document

    double heightMm() const { return document->size().height() * scale / kPointsPerInch * kMmPerInch; }

    void paint(QPainter& painter, double topMm, const QColor& ink) const
    {
        painter.save();
        painter.translate(QPointF(pointsOf(kMarginMm), pointsOf(topMm)) * kVectorUnits);
        painter.scale(scale * kVectorUnits, scale * kVectorUnits);
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, ink);
        document->documentLayout()->draw(&painter, context);
        painter.restore();
    }
};

Words wordsOf(const QString& html, const QString& family, double lettersPt)
{
    Words words{std::make_unique<QTextDocument>(), lettersPt / kPixels};
    QFont font = figureFont(family);
    font.setPixelSize(static_cast<int>(kPixels));
    font.setHintingPreference(QFont::PreferNoHinting);
    words.document->setDefaultFont(font);
    words.document->setUseDesignMetrics(true);
    words.document->setDocumentMargin(0);
    words.document->setTextWidth(pointsOf(kWidthMm) / words.scale);
    auto* formulas = new FormulaDocument(words.document.get());
    formulas->setHtml(html);
    formulas->finish();
    return words;
}

/// The words of a handout in its language.
class HandoutText {
public:
    HandoutText(const Demo& demo, const Request& request, const Figure& figure, const FigureStyle& style)
        : m_demo(demo)
        , m_request(request)
        , m_figure(figure)
        , m_language(style.language)
        , m_colours(colours(style.theme))
    {}

    QString head() const
    {
        return u"<p style=\"font-size:20px;margin:0px\"><b>%1</b></p><p style=\"margin-top:4px\">%2</p>"_s
            .arg(escaped(inLanguage(m_demo.title, m_language)),
                 escaped(inLanguage(m_demo.summary, m_language)));
    }

    QString body(std::size_t claims) const
    {
        QString html;
        if (!m_figure.convention.empty())
            html += u"<p style=\"margin:0px\">%1</p>"_s.arg(
                muted(escaped(inLanguage(m_figure.convention, m_language))));
        if (const Result<DemoEquations> equations = equationsOf(m_demo.id);
            equations && !equations->equations.empty())
            html += heading({"Equations", "数式"}) +
                    equationsHtml(*equations, m_request.values, m_language, EquationNumbers::Current);
        html += heading({"Settings", "設定"}) + settings() + command();
        if (!m_figure.claims.empty())
            html += heading({"What is claimed, and what was computed here", "主張と、ここでの計算値"}) +
                    table(claims);
        return html;
    }

private:
    static QString escaped(const QString& words) { return words.toHtmlEscaped(); }
    QString muted(const QString& html) const
    {
        return u"<span style=\"color:%1\">%2</span>"_s.arg(m_colours.mutedInk.name(), html);
    }
    QString heading(const Text& words) const
    {
        return u"<p style=\"margin-top:10px;margin-bottom:2px\"><b>%1</b></p>"_s.arg(
            escaped(inLanguage(words, m_language)));
    }

    QString settings() const
    {
        QStringList parts;
        for (const Parameter& parameter : m_request.values.declared()) {
            const QString value = shownValue(m_request.values, idOf(parameter), m_language);
            if (m_request.values.isEnabled(parameter) && !value.isEmpty())
                parts.append(escaped(inLanguage(labelOf(parameter), m_language)) + u": "_s + escaped(value));
        }
        parts.append(escaped(inLanguage(text("seed: {}", "シード: {}", m_request.seed), m_language)));
        return u"<p style=\"margin:0px\">%1</p>"_s.arg(parts.join(u" &nbsp;·&nbsp; "_s));
    }

    QString command() const
    {
        QString line = commandLine(m_demo.id, m_request.values);
        if (m_request.seed != 1)
            line += u" --seed %1"_s.arg(m_request.seed);
        if (m_request.input)
            line += u" --input "_s + qstring(m_request.input->name);
        line += u" --handout handout.pdf"_s;
        return u"<p style=\"margin-top:4px;margin-bottom:0px\"><code>%1</code></p>"_s.arg(escaped(line));
    }

    QString table(std::size_t most) const
    {
        QString rows;
        const std::size_t shown = std::min(most, m_figure.claims.size());
        for (std::size_t i = 0; i < shown; ++i)
            rows += row(m_figure.claims[i]);
        QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\">"_s + rows + u"</table>"_s;
        if (const std::size_t left = m_figure.claims.size() - shown; left > 0)
            html += u"<p style=\"margin:0px\">%1</p>"_s.arg(muted(escaped(inLanguage(
                text("… and {} more, in the window.", "…ほか {} 件はウィンドウで確認できます。", left),
                m_language))));
        return html;
    }

    QString row(const Claim& claim) const
    {
        const bool holds = claim.holds();
        const Text verdict =
            holds ? Text{"holds ✓", "成り立つ ✓"} : Text{"does not hold here ✗", "ここでは成り立たない ✗"};
        QString statement = escaped(inLanguage(claim.statement, m_language)) + u' ' +
                            muted(u"["_s + escaped(inLanguage(claim.source, m_language)) + u"]"_s);
        if (const QString remark = inLanguage(claim.remark, m_language); !holds && !remark.isEmpty())
            statement += u"<br>"_s + muted(escaped(remark));
        const QString quiet = u"<td align=\"right\" style=\"white-space:nowrap\">%1</td>"_s;
        return u"<tr><td width=\"74%\">%1</td>"_s.arg(statement) +
               quiet.arg(muted(escaped(expectationOf(claim)))) +
               quiet.arg(escaped(displayNumber(claim.measured))) +
               quiet.arg(u"<span style=\"color:%1\">%2</span>"_s.arg(
                   (holds ? m_colours.positiveInk : m_colours.negativeInk).name(),
                   escaped(inLanguage(verdict, m_language)))) +
               u"</tr>"_s;
    }

    const Demo& m_demo;
    const Request& m_request;
    const Figure& m_figure;
    Language m_language;
    const Colours& m_colours;
};

/// The body in the largest letters that leave the figure its least height, and with as many claims as then fit.
Words bodyFor(const HandoutText& text, const QString& family, std::size_t claims, double roomMm)
{
    for (const double letters : kLettersPt)
        if (Words words = wordsOf(text.body(claims), family, letters); words.heightMm() <= roomMm)
            return words;
    while (claims > 0)
        if (Words words = wordsOf(text.body(--claims), family, kLettersPt.back()); words.heightMm() <= roomMm)
            return words;
    return wordsOf(text.body(0), family, kLettersPt.back());
}

} // namespace

QByteArray handoutOf(const Demo& demo, const Request& request, const Figure& figure, const Recipe& recipe,
                     FigureStyle style)
{
    style.theme = Theme::Light; // paper is white
    const HandoutText text(demo, request, figure, style);
    const double usableMm = kPageMm.height() - 2 * kMarginMm;
    const auto head = std::make_shared<Words>(wordsOf(text.head(), style.font, kLettersPt.front()));
    const double roomMm = usableMm - head->heightMm() - 2 * kGapMm;
    const auto body =
        std::make_shared<Words>(bodyFor(text, style.font, figure.claims.size(), roomMm - kLeastFigureMm));
    style.sizeMm = {kWidthMm, std::clamp(roomMm - body->heightMm(), kLeastFigureMm, kMostFigureMm)};
    const double figureTop = kMarginMm + head->heightMm() + kGapMm;
    const double bodyTop = figureTop + style.sizeMm.height() + kGapMm;
    const QColor ink = colours(style.theme).ink;
    return pdfOf(figure, QByteArray::fromStdString(recipeLine(recipe)), style,
                 {.sizeMm = kPageMm, .figureAtMm = {kMarginMm, figureTop}, .rest = [=](QPainter& painter) {
                      head->paint(painter, kMarginMm, ink);
                      body->paint(painter, bodyTop, ink);
                  }});
}

Status saveHandout(const Demo& demo, const Request& request, const Figure& figure, const Recipe& recipe,
                   const FigureStyle& style, const std::filesystem::path& file)
{
    return writeFile(file, handoutOf(demo, request, figure, recipe, style).toStdString());
}

} // namespace kaba

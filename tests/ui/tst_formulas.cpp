// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas: reading outlines, the cache, MathJax at work, and formulas in documents, on screen and on paper.
#include "core/base/demo.h"
#include "core/figure_io/recipe_input.h"
#include "papers_db/demo_equations.h"
#include "ui/demo/explanation_dialog.h"
#include "ui/demo/handout.h"
#include "ui/formula/equations_html.h"
#include "ui/formula/formula.h"
#include "ui/formula/formula_browser.h"
#include "ui/formula/formula_cache.h"
#include "ui/formula/formula_document.h"
#include "ui/formula/formula_text.h"
#include "ui/formula/formulas.h"
#include "ui/formula/outline.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kSquare =
    R"({"width":1000,"ascent":750,"depth":250,"shapes":[{"kind":"glyph","d":"M0 0H500V500H0Z","m":[1,0,0,-1,100,0]}]})";

QImage drawn(QTextDocument& document, const QColor& ink = Qt::black)
{
    QImage image(document.size().toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, ink);
    document.documentLayout()->draw(&painter, context);
    return image;
}

/// The rows of an image, from `left` on, that hold ink.
std::pair<int, int> inkRows(const QImage& image, int left, int right)
{
    int first = image.height(), last = -1;
    for (int y = 0; y < image.height(); ++y)
        for (int x = left; x < right; ++x)
            if (qGray(image.pixel(x, y)) < 128) {
                first = std::min(first, y);
                last = std::max(last, y);
            }
    return {first, last};
}

} // namespace

// QSKIP leaves the function that it stands in.
#define SKIP_WITHOUT_BUNDLE()                                                                                \
    if (!Formulas::shared().canDraw())                                                                       \
    QSKIP("This build has no MathJax (no npm when it was configured).")

class TstFormulas : public QObject {
    Q_OBJECT
private slots:
    void anOutlineIsReadAsItIsWritten();
    void textIsCutAtItsFormulas_data();
    void textIsCutAtItsFormulas();
    void anAnswerIsPlacedInEm();
    void theCacheGivesBackWhatItTook();
    void damagedCacheFilesAreMissing();
    void withoutABundleTheSourceIsShown();
    void knownFormulas_data();
    void knownFormulas();
    void aMistakeTellsItsPlace_data();
    void aMistakeTellsItsPlace();
    void aMistakeIsMarkedInTheDocument();
    void formulasArriveLater();
    void onlyTheNewestTextIsDrawn();
    void aFormulaStandsOnTheBaseLine();
    void aFormulaTakesTheColourOfTheText();
    void onPaperAFormulaIsAnOutline();
    void everyShippedFormulaCanBeDrawn_data();
    void everyShippedFormulaCanBeDrawn();
    void equationsFollowTheChoice();
    void theExplanationShowsTheNumbersOfTheMoment();
    void aCopiedFormulaIsLatex();
    void aHandoutIsOnePageWithItsRecipe();
};

void TstFormulas::anOutlineIsReadAsItIsWritten()
{
    const QPainterPath path = outlineFrom(u"M10 20H30V40L10,40Q0 30 10 20T30 0Z");
    QCOMPARE(path.elementAt(0).x, 10.0);
    QCOMPARE(QPointF(path.elementAt(1)), QPointF(30, 20));
    QCOMPARE(QPointF(path.elementAt(2)), QPointF(30, 40));
    QCOMPARE(QPointF(path.elementAt(3)), QPointF(10, 40));
    // T mirrors the control point (0, 30) at (10, 20): (20, 10); as a cubic, two thirds of the way to it.
    QCOMPARE(QPointF(path.elementAt(7)), QPointF(10 + 20.0 / 3, 20 - 20.0 / 3));
    QVERIFY(outlineFrom(u"M0 0L1").elementCount() <= 1);
    QVERIFY(outlineFrom(u"").isEmpty());
}

void TstFormulas::textIsCutAtItsFormulas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("markup");
    QTest::addColumn<QStringList>("pieces"); // formulas in brackets, display ones in double brackets
    const int markdown = int(Markup::Markdown), html = int(Markup::Html);
    QTest::newRow("inline") << u"so $x_i$ is"_s << markdown << QStringList{u"so "_s, u"[x_i]"_s, u" is"_s};
    QTest::newRow("display") << u"$$ a+b $$"_s << markdown << QStringList{u"[[a+b]]"_s};
    QTest::newRow("prices") << u"$5 and $6"_s << markdown << QStringList{u"$5 and $6"_s};
    QTest::newRow("escaped") << u"\\$x$ and"_s << markdown << QStringList{u"$x$ and"_s};
    QTest::newRow("escaped inside") << u"$a\\$b$"_s << markdown << QStringList{u"[a\\$b]"_s};
    QTest::newRow("code") << u"`$x$` $y$"_s << markdown << QStringList{u"`$x$` "_s, u"[y]"_s};
    QTest::newRow("fence") << u"```\n$x$ ` $z$\n``` $y$"_s << markdown
                           << QStringList{u"```\n$x$ ` $z$\n``` "_s, u"[y]"_s};
    QTest::newRow("unclosed") << u"a $x"_s << markdown << QStringList{u"a $x"_s};
    QTest::newRow("empty") << u"$$$$ $$"_s << markdown << QStringList{u"$$$$ $$"_s};
    QTest::newRow("html") << u"<code>$x$</code>$a&lt;b$"_s << html
                          << QStringList{u"<code>$x$</code>"_s, u"[a<b]"_s};
    QTest::newRow("japanese") << u"刻み幅$\\Delta$は"_s << markdown
                              << QStringList{u"刻み幅"_s, u"[\\Delta]"_s, u"は"_s};
}

void TstFormulas::textIsCutAtItsFormulas()
{
    QFETCH(QString, text);
    QFETCH(int, markup);
    QStringList pieces;
    for (const TextPiece& piece : piecesOf(text, Markup(markup)))
        pieces += !piece.formula           ? piece.words
                  : piece.formula->display ? u"[["_s + piece.formula->tex + u"]]"_s
                                           : u'[' + piece.formula->tex + u']';
    QTEST(pieces, "pieces");
}

void TstFormulas::anAnswerIsPlacedInEm()
{
    const auto answer = formulaFrom(kSquare);
    QVERIFY(answer && std::holds_alternative<Formula>(*answer));
    const Formula& formula = std::get<Formula>(*answer);
    QCOMPARE(formula.outline.boundingRect(), QRectF(0.1, -0.5, 0.5, 0.5));
    QCOMPARE(formula.width, 1.0);
    QCOMPARE(formula.depth, 0.25);
    QCOMPARE(formula.glyphs, 1);
    QVERIFY(!formulaFrom("{\"width\":1"));
    QVERIFY(!formulaFrom("[]"));
}

void TstFormulas::theCacheGivesBackWhatItTook()
{
    const QTemporaryDir folder;
    const FormulaSource source{u"x^2"_s, false};
    FormulaCache(folder.path(), "one").add(source, kSquare);
    FormulaCache later(folder.path(), "one");
    QVERIFY(later.find(source));
    QCOMPARE(std::get<Formula>(*later.find(source)).width, 1.0);
    QVERIFY(!later.find({u"x^2"_s, true}));
    QVERIFY(!FormulaCache(folder.path(), "two").find(source));
    FormulaCache memory({}, "one");
    memory.add(source, kSquare);
    QVERIFY(memory.find(source));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TstFormulas::damagedCacheFilesAreMissing()
{
    const QTemporaryDir folder;
    const FormulaSource source{u"x"_s, false};
    FormulaCache(folder.path(), "v").add(source, kSquare);
    const QString name = folder.filePath(QDir(folder.path()).entryList(QDir::Files).front());
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    for (const qsizetype length : {qsizetype(0), qsizetype(5), whole.size() / 2, whole.size() - 1}) {
        file.resize(length);
        QVERIFY(!FormulaCache(folder.path(), "v").find(source));
    }
}

void TstFormulas::withoutABundleTheSourceIsShown()
{
    Formulas none({}, {});
    QVERIFY(!none.canDraw());
    QVERIFY(!none.draw({u"x"_s, false}));
    QTextDocument document;
    FormulaDocument text(&document, none);
    text.setMarkdown(u"The step $\\Delta_k$ and\n\n$$\\bar A = e^{\\Delta A}$$\n\nend"_s,
                     QTextDocument::MarkdownDialectGitHub);
    QCOMPARE(document.toPlainText(), u"The step \\Delta_k and\n\\bar A = e^{\\Delta A}\nend"_s);
}

void TstFormulas::knownFormulas_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addColumn<bool>("display");
    QTest::addColumn<int>("glyphs");
    QTest::addColumn<double>("width"); // in em, of MathJax's TeX font
    QTest::newRow("x") << u"x"_s << false << 1 << 0.572;
    QTest::newRow("x squared") << u"x^2"_s << false << 2 << 1.009;
    QTest::newRow("fraction") << u"\\frac{a}{b}"_s << true << 2 << 0.969;
    QTest::newRow("step") << u"\\bar A = (I-\\tfrac{\\Delta}{2}A)^{-1}"_s << false << 12 << 7.354;
    QTest::newRow("tall") << u"\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\end{matrix}\\right)"_s
                          << true << 12 << 2.25;
    QTest::newRow("japanese") << u"\\text{刻み}\\Delta"_s << false << 1 << 2.833;
}

void TstFormulas::knownFormulas()
{
    SKIP_WITHOUT_BUNDLE();
    QFETCH(QString, tex);
    QFETCH(bool, display);
    const auto answer = Formulas::shared().draw({tex, display});
    QVERIFY(answer);
    QVERIFY(std::holds_alternative<Formula>(*answer));
    const Formula& formula = std::get<Formula>(*answer);
    QTEST(formula.glyphs, "glyphs");
    QFETCH(double, width);
    QVERIFY2(std::abs(formula.width - width) < 0.02 * width, qPrintable(QString::number(formula.width)));
    // The outline fills the box that it claims.
    const QRectF box = formula.outline.boundingRect();
    QVERIFY(box.left() > -0.1 && box.right() < formula.width + 0.1);
    QVERIFY(box.top() > -formula.ascent - 0.1 && box.bottom() < formula.depth + 0.1);
    QVERIFY(box.height() > 0.7 * (formula.ascent + formula.depth));
}

void TstFormulas::aMistakeTellsItsPlace_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addColumn<qsizetype>("at");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("unknown") << u"a + \\fr{a}"_s << qsizetype(4) << u"\\fr"_s;
    QTest::newRow("unknown, nested") << u"\\sqrt{\\frac{a}{\\foo b}}"_s << qsizetype(15) << u"\\foo"_s;
    QTest::newRow("two exponents") << u"a^b^c"_s << qsizetype(3) << u"^"_s;
    QTest::newRow("open brace") << u"\\sqrt{a"_s << qsizetype(6) << u"a"_s;
}

void TstFormulas::aMistakeTellsItsPlace()
{
    SKIP_WITHOUT_BUNDLE();
    QFETCH(QString, tex);
    QFETCH(QString, wrong);
    const auto answer = Formulas::shared().draw({tex, false});
    QVERIFY(answer);
    QVERIFY(std::holds_alternative<FormulaMistake>(*answer));
    const FormulaMistake& mistake = std::get<FormulaMistake>(*answer);
    QTEST(mistake.at, "at");
    QCOMPARE(tex.mid(mistake.at, mistake.length), wrong);
    QVERIFY(!mistake.sentence(tex).isEmpty());
    // The engine is none the worse for it.
    const auto next = Formulas::shared().draw({u"a+"_s + QString::number(tex.size()), false});
    QVERIFY(std::holds_alternative<Formula>(*next));
}

void TstFormulas::aMistakeIsMarkedInTheDocument()
{
    SKIP_WITHOUT_BUNDLE();
    QTextDocument document;
    FormulaDocument text(&document);
    text.setMarkdown(u"so $a+\\fr{b}$ fails"_s, QTextDocument::MarkdownDialectGitHub);
    text.finish();
    QVERIFY(document.toPlainText().startsWith(u"so a+\\fr{b} ⚠ "_s));
    QTextCursor cursor = document.find(u"\\fr"_s);
    QCOMPARE(cursor.charFormat().underlineStyle(), QTextCharFormat::WaveUnderline);
    cursor = document.find(u"{b}"_s);
    QVERIFY(cursor.charFormat().underlineStyle() != QTextCharFormat::WaveUnderline);
}

void TstFormulas::formulasArriveLater()
{
    SKIP_WITHOUT_BUNDLE();
    Formulas formulas(Formulas::shared().bundle(), {});
    QTextDocument document;
    FormulaDocument text(&document, formulas);
    text.setHtml(u"<p>with <code>$1</code> and $a &lt; \\sum_k b_k$ and $\\oops$</p>"_s);
    const double before = document.idealWidth();
    QVERIFY(!formulas.find({u"a < \\sum_k b_k"_s, false}));
    QTRY_VERIFY_WITH_TIMEOUT(document.toPlainText().contains(u"\\oops ⚠"_s), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(formulas.find({u"a < \\sum_k b_k"_s, false}), 60000);
    QVERIFY(document.toPlainText().startsWith(u"with $1 and \uFFFC and "_s));
    QVERIFY(document.idealWidth() != before);
}

void TstFormulas::onlyTheNewestTextIsDrawn()
{
    SKIP_WITHOUT_BUNDLE();
    Formulas formulas(Formulas::shared().bundle(), {});
    QTextDocument document;
    FormulaDocument text(&document, formulas);
    const QSignalSpy answered(&formulas, &Formulas::answered);
    for (int typed = 1; typed <= 40; ++typed)
        text.setMarkdown(u"$x_{"_s + QString(typed, u'a') + u"}$"_s, QTextDocument::MarkdownDialectGitHub);
    const FormulaSource last{u"x_{"_s + QString(40, u'a') + u'}', false};
    QTRY_VERIFY_WITH_TIMEOUT(formulas.find(last), 60000);
    QVERIFY2(answered.size() <= 2, qPrintable(QString::number(answered.size())));
}

void TstFormulas::aFormulaStandsOnTheBaseLine()
{
    SKIP_WITHOUT_BUNDLE();
    // A deep neighbour makes the line taller and must not move the E off the words' base line.
    for (const QString& neighbour : {u""_s, u"$\\frac{a}{\\frac{b}{c}}$"_s}) {
        QTextDocument document;
        QFont font = figureFont({});
        font.setPixelSize(40);
        document.setDefaultFont(font);
        FormulaDocument text(&document);
        text.setHtml(u"<p style='line-height:140%'>E$\\mathrm{E}$"_s + neighbour + u"</p>"_s);
        text.finish();
        const QImage image = drawn(document);
        const int margin = int(document.documentMargin());
        const int middle = margin + int(QFontMetricsF(font).horizontalAdvance(u'E'));
        const auto words = inkRows(image, margin, middle);
        const auto formula = inkRows(image, middle + 2, middle + 24);
        QVERIFY(words.second > words.first && formula.second > formula.first);
        QVERIFY2(std::abs(words.second - formula.second) <= 2,
                 qPrintable(u"%1 %2"_s.arg(words.second).arg(formula.second)));
    }
}

void TstFormulas::aFormulaTakesTheColourOfTheText()
{
    SKIP_WITHOUT_BUNDLE();
    QTextDocument document;
    FormulaDocument text(&document);
    text.setHtml(u"$\\blacksquare$"_s);
    text.finish();
    const auto colours = [](const QImage& image) {
        QSet<QRgb> found;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                found.insert(image.pixel(x, y));
        return found;
    };
    QVERIFY(colours(drawn(document, Qt::black)).contains(QColor(Qt::black).rgb()));
    QVERIFY(colours(drawn(document, Qt::red)).contains(QColor(Qt::red).rgb()));
    QVERIFY(!colours(drawn(document, Qt::red)).contains(QColor(Qt::black).rgb()));
}

void TstFormulas::onPaperAFormulaIsAnOutline()
{
    SKIP_WITHOUT_BUNDLE();
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QTextDocument document;
        FormulaDocument text(&document);
        text.setHtml(u"<p>$$\\sum_{k=0}^{\\infty} \\bar A^k$$</p>"_s);
        text.finish();
        QPdfWriter writer(&buffer);
        QPainter painter(&writer);
        document.drawContents(&painter);
    }
    QVERIFY(pdf.startsWith("%PDF"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(!pdf.contains("/FontFile"));
    QVERIFY(pdf.size() > 1000);
}

void TstFormulas::everyShippedFormulaCanBeDrawn_data()
{
    QTest::addColumn<QString>("demo");
    for (const Demo& demo : allDemos())
        QTest::newRow(std::string(demo.id).c_str()) << QString::fromStdString(std::string(demo.id));
}

void TstFormulas::everyShippedFormulaCanBeDrawn()
{
    SKIP_WITHOUT_BUNDLE();
    QFETCH(QString, demo);
    const Result<DemoEquations> found = equationsOf(demo.toStdString());
    QVERIFY(found.has_value());
    QList<FormulaSource> formulas;
    for (const Equation& equation : found->equations) {
        formulas.append({QString::fromStdString(equation.tex), true});
        for (const std::string& words : {equation.meaning.en, equation.meaning.ja})
            for (const TextPiece& piece : piecesOf(QString::fromStdString(words), Markup::Plain))
                if (piece.formula)
                    formulas.append(*piece.formula);
    }
    for (const Symbol& symbol : found->symbols)
        formulas.append({QString::fromStdString(symbol.tex), false});
    for (const FormulaSource& source : formulas) {
        const auto answer = Formulas::shared().draw(source);
        QVERIFY2(answer && std::holds_alternative<Formula>(*answer), qPrintable(source.tex));
        QVERIFY2(std::get<Formula>(*answer).glyphs > 0, qPrintable(source.tex));
    }
}

void TstFormulas::equationsFollowTheChoice()
{
    const Demo& demo = *findDemo("hippo");
    const DemoEquations equations = *equationsOf("hippo");
    ParameterSet values(demo.parameters);
    const auto html = [&] {
        return equationsHtml(equations, values, Language::English, EquationNumbers::Current);
    };
    QVERIFY(html().contains(u"scaled LegS: all of the past"_s));
    QVERIFY(!html().contains(u"zero-order hold"_s));
    QVERIFY(html().contains(u"$N$&nbsp;=&nbsp;64"_s));
    QVERIFY(!html().contains(u"$\\alpha$"_s)); // has no effect under the bilinear rule
    QVERIFY(values.setText("measure", "legt"));
    QVERIFY(values.setText("rule", "gbt"));
    QVERIFY(values.setText("order", "17"));
    QVERIFY(values.setText("step", "0.005"));
    QVERIFY(!html().contains(u"scaled LegS: all of the past"_s));
    QVERIFY(html().contains(u"$N$&nbsp;=&nbsp;17"_s));
    QVERIFY(html().contains(u"$\\Delta$&nbsp;=&nbsp;0.005"_s));
    QVERIFY(html().contains(u"$\\alpha$&nbsp;=&nbsp;0.5"_s));
    const QString japanese = equationsHtml(equations, values, Language::Japanese, EquationNumbers::None);
    QVERIFY(japanese.contains(u"一般化双一次変換"_s));
    QVERIFY(!japanese.contains(u"&nbsp;=&nbsp;17"_s));
}

void TstFormulas::theExplanationShowsTheNumbersOfTheMoment()
{
    const Demo& demo = *findDemo("hippo");
    ParameterSet values(demo.parameters);
    ExplanationDialog dialog;
    const auto shown = [&](Language language) {
        dialog.explain(demo, values, Figure{}, {}, language, Theme::Light);
        return dialog.findChild<QTextBrowser*>()->toPlainText().replace(QChar(0xA0), u' ');
    };
    QVERIFY(shown(Language::English).contains(u"= 64"_s));
    QVERIFY(values.setText("order", "48"));
    QVERIFY(shown(Language::English).contains(u"= 48"_s));
    QVERIFY(!shown(Language::English).contains(u"= 64"_s));
    QVERIFY(shown(Language::Japanese).contains(u"双一次変換"_s));
    QCOMPARE(dialog.findChild<QTextBrowser*>()->textCursor().position(), 0);
}

void TstFormulas::aCopiedFormulaIsLatex()
{
    SKIP_WITHOUT_BUNDLE();
    FormulaBrowser browser;
    browser.formulas().setHtml(u"<p>with $N = 4$ and</p><p>$$x_k$$</p>"_s);
    browser.formulas().finish();
    browser.selectAll();
    browser.copy();
    QCOMPARE(QGuiApplication::clipboard()->text().simplified(), u"with $N = 4$ and $$x_k$$"_s);
}

void TstFormulas::aHandoutIsOnePageWithItsRecipe()
{
    const Demo& demo = *findDemo("hippo");
    Request request{.values = ParameterSet(demo.parameters), .panels = {"reconstruction"}};
    QVERIFY(request.values.setText("order", "8"));
    Figure figure = *run(demo, request, RunContext());
    QVERIFY(!figure.claims.empty());
    for (int doubled = 0; doubled < 4; ++doubled) { // far more than a page has room for
        const std::vector<Claim> claims = figure.claims;
        figure.claims.insert(figure.claims.end(), claims.begin(), claims.end());
    }
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(u"handout.pdf"_s).toStdString();
    const Recipe recipe = recipeOf(demo, request);
    for (const Language language : {Language::English, Language::Japanese})
        QVERIFY(saveHandout(demo, request, figure, recipe, {.language = language}, file));
    QFile pdf(QString::fromStdString(file.string()));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.contains("/Count 1\n"));
    QVERIFY(bytes.contains("/MediaBox [0 0 595.2756 841.8898"));
    QVERIFY(!bytes.contains("/Subtype /Image"));
    const Result<OpenedRecipe> opened = openRecipe(file);
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.en.c_str());
    QVERIFY(opened->request.values == request.values);
}

QTEST_MAIN(TstFormulas)
#include "tst_formulas.moc"

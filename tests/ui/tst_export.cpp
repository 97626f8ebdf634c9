// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/figure_io/embedded_recipe.h"
#include "tests/support/sample_figures.h"
#include "ui/export/export.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <set>

using namespace kaba;

namespace {

const std::string kRecipe = "{\"demo\":\"hippo\",\"note\":\"<a> & \\\"入力\\\"\"}";

FigureStyle japanese()
{
    FigureStyle style;
    style.language = Language::Japanese;
    return style;
}

/// The numbers in an attribute such as points="1,2 3,4" or d="M1 2L3 4".
QList<double> numbersIn(const QString& text)
{
    static const QRegularExpression kNumber(QStringLiteral("-?[0-9.]+"));
    QList<double> numbers;
    for (auto match = kNumber.globalMatch(text); match.hasNext();)
        numbers << match.next().captured().toDouble();
    return numbers;
}

QRectF boundsOf(const QList<double>& xy)
{
    QPolygonF polygon;
    for (qsizetype i = 0; i + 1 < xy.size(); i += 2)
        polygon << QPointF(xy[i], xy[i + 1]);
    return polygon.boundingRect();
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void pngHasExactPixelsAndDensity();
    void recipeComesBack_data();
    void recipeComesBack();
    void sameBytesTwice_data();
    void sameBytesTwice();
    void pdfPageIsExact();
    void pdfEmbedsTrueTypeAndNothingLossy();
    void pdfHoldsCharactersAsTyped();
    void svgIsWellFormedAndPlain();
    void svgDrawsNothingOutsideItsClips();
    void svgTextIsText();
    void smallMapsAreRectanglesLargeOnesPictures();
    void heatColoursReadBackExactly();
    void titleChoices();
    void onlyTheChosenPanels();
    void flatPanelsAreToldWithAHeightThatWouldDo();
    void darkAndLight();
    void refusals_data();
    void refusals();

private:
    QByteArray written(const Figure& figure, const char* name, const FigureStyle& style = {}) const
    {
        const std::filesystem::path file = m_folder->filePath(QLatin1String(name)).toStdString();
        const Status status = exportPicture(figure, kRecipe, style, file);
        return status ? QByteArray::fromStdString(*readFile(file)) : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExport::pngHasExactPixelsAndDensity()
{
    const QImage image = QImage::fromData(written(samples::all(), "a.png"));
    QCOMPARE(image.size(), QSize(1417, 1063)); // 120 × 90 mm at 300 dpi
    QCOMPARE(image.dotsPerMeterX(), 11811);
    QCOMPARE(renderImage(samples::all(), {.sizeMm = {89, 60}, .dpi = 96}).size(), QSize(336, 227));
}

void TestExport::recipeComesBack_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"a.pdf", "a.svg", "a.png"})
        QTest::newRow(name) << QByteArray(name);
}

void TestExport::recipeComesBack()
{
    QFETCH(QByteArray, name);
    const std::string bytes = written(samples::all(), name.constData(), japanese()).toStdString();
    const auto recipe = name.endsWith("png") ? recipeInPng(bytes) : recipeInXml(bytes);
    QVERIFY(recipe);
    QCOMPARE(*recipe, kRecipe);
}

void TestExport::sameBytesTwice_data() { recipeComesBack_data(); }

void TestExport::sameBytesTwice()
{
    QFETCH(QByteArray, name);
    const QByteArray first = written(samples::all(), name.constData(), japanese());
    QVERIFY(first.size() > 1000);
    QVERIFY(written(samples::all(), name.constData(), japanese()) == first);
    QVERIFY(!first.contains(m_folder->path().toUtf8()));
    QVERIFY(!first.contains("/CreationDate") || first.contains("/CreationDate (D:20000101000000"));
}

void TestExport::pdfPageIsExact()
{
    const QByteArray pdf = written(samples::all(), "a.pdf", {.sizeMm = {89, 60}});
    const auto match = QRegularExpression(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)"))
                           .match(QString::fromLatin1(pdf));
    QVERIFY(match.hasMatch());
    QVERIFY(std::abs(match.captured(1).toDouble() - 89 / 25.4 * 72) < 1e-3);
    QVERIFY(std::abs(match.captured(2).toDouble() - 60 / 25.4 * 72) < 1e-3);
}

void TestExport::pdfEmbedsTrueTypeAndNothingLossy()
{
    const QByteArray pdf = written(samples::all(), "a.pdf", japanese());
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("/FontFile2"));
    QVERIFY(pdf.contains("/CIDFontType2"));
    QVERIFY(!pdf.contains("/Type3") && !pdf.contains("/Type /Type3") && !pdf.contains("DCTDecode"));
    QCOMPARE(pdf.count("/FontDescriptor "), pdf.count("/FontFile2 ")); // every font is embedded
    QVERIFY(pdf.contains("recipe.kaba"));                              // attached too
}

/// 入 shares its glyph with the radical U+2F0A; what leaves the page by copying must be the character.
void TestExport::pdfHoldsCharactersAsTyped()
{
    const QByteArray pdf = written(samples::all(), "a.pdf", japanese());
    QVERIFY(pdf.contains("<5165>") && !pdf.contains("<2F0A>")); // 入
    QVERIFY(pdf.contains("<518D>") && pdf.contains("<6642>"));  // 再, 時
    QVERIFY(!pdf.contains("<0009>"));
}

void TestExport::svgIsWellFormedAndPlain()
{
    const QByteArray svg = written(samples::all(), "a.svg", japanese());
    QXmlStreamReader xml(svg);
    int clips = 0, uses = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        QVERIFY(xml.name() != QLatin1String("foreignObject") && xml.name() != QLatin1String("style"));
        QVERIFY(!xml.attributes().hasAttribute(QStringLiteral("style")) &&
                !xml.attributes().hasAttribute(QStringLiteral("class")));
        clips += xml.name() == QLatin1String("clipPath");
        uses += xml.attributes().hasAttribute(QStringLiteral("clip-path"));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(clips >= 4 && uses >= 4);
    QVERIFY(svg.contains("width=\"120mm\" height=\"90mm\""));
    QVERIFY(!svg.contains("href=\"http"));
}

/// Lines whose data reach far outside the shown range stay within the plotting area or inside a clip.
void TestExport::svgDrawsNothingOutsideItsClips()
{
    Figure figure{.panels = {samples::lines()}};
    figure.panels[0].y.range = Interval{-0.2, 0.2};
    QXmlStreamReader xml(written(figure, "a.svg"));
    QMap<QString, QRectF> clips;
    QStack<QRectF> open;
    const QRectF page(0, 0, 340.2, 255.2);
    int clipped = 0;
    QString clipId;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("g"))
            open.pop();
        if (token != QXmlStreamReader::StartElement)
            continue;
        const auto attribute = [&](const char* name) {
            return xml.attributes().value(QLatin1String(name)).toString();
        };
        if (xml.name() == QLatin1String("clipPath"))
            clipId = attribute("id");
        else if (!clipId.isEmpty() && !clips.contains(clipId))
            clips[clipId] = boundsOf(numbersIn(attribute("d")));
        if (xml.name() == QLatin1String("g"))
            open.push(clips.value(attribute("clip-path").mid(5).chopped(1)));
        if (xml.name() != QLatin1String("polyline"))
            continue;
        QVERIFY(!open.isEmpty());
        const QRectF bounds = boundsOf(numbersIn(attribute("points")))
                                  .adjusted(-0.01, -0.01, 0.01, 0.01); // an empty one is nowhere
        QVERIFY(page.contains(bounds));
        const QRectF reach = open.top().adjusted(-5, -5, 5, 5);
        QVERIFY(reach.contains(bounds));
        clipped += !open.top().adjusted(-0.5, -0.5, 0.5, 0.5).contains(bounds);
    }
    QVERIFY(clipped > 0); // the data do leave the area: the clip has work to do
}

void TestExport::svgTextIsText()
{
    const QString svg = QString::fromUtf8(written(samples::all(), "a.svg", japanese()));
    QVERIFY(svg.contains(QStringLiteral(">入力とその再構成，N = 64</text>")));
    QVERIFY(svg.contains(QStringLiteral("font-family=\"'DejaVu Sans', 'Noto Sans CJK JP'")));
}

void TestExport::smallMapsAreRectanglesLargeOnesPictures()
{
    const auto images = [this](std::size_t rows, std::size_t cols) {
        return written({.panels = {samples::heat(rows, cols)}}, "a.svg").count("<image");
    };
    QCOMPARE(images(10, 20), 1); // the colour bar
    QCOMPARE(images(100, 100), 2);
}

void TestExport::heatColoursReadBackExactly()
{
    Figure figure{.panels = {samples::heat(4, 4)}};
    auto& map = std::get<Heatmap>(figure.panels[0].layers[0].data);
    for (std::size_t i = 0; i < 16; ++i)
        map.z[i] = static_cast<double>(i) / 15 * 2 - 1;
    const QByteArray svg = written(figure, "a.svg");
    const QImage png = QImage::fromData(written(figure, "a.png"));
    std::set<QRgb> seen;
    for (int y = 0; y < png.height(); y += 3)
        for (int x = 0; x < png.width(); x += 3)
            seen.insert(png.pixel(x, y));
    for (const double z : map.z) {
        const QRgb colour = colourAt(colourTable(ColourMap::Diverging), {-1, 1}, z);
        QVERIFY(seen.contains(colour));
        QVERIFY(svg.contains(QColor(colour).name().toLatin1()));
    }
}

void TestExport::titleChoices()
{
    const Figure figure{.panels = {samples::lines()}};
    FigureStyle style;
    QVERIFY(written(figure, "a.svg", style).contains("Input and its reconstruction"));
    style.title = QString();
    QVERIFY(!written(figure, "a.svg", style).contains("Input and its reconstruction"));
    style.title = QStringLiteral("My words");
    const QByteArray own = written(figure, "a.svg", style);
    QVERIFY(own.contains(">My words<") && !own.contains("Input and its reconstruction"));
    const QByteArray both = written({.panels = {samples::lines(), samples::heat()}}, "a.svg", style);
    QVERIFY(both.contains(">My words<") && both.contains("Coefficients of the memory"));
}

void TestExport::onlyTheChosenPanels()
{
    FigureStyle style;
    style.panels = {"heat"};
    const QByteArray svg = written(samples::all(), "a.svg", style);
    QVERIFY(svg.contains("Coefficients of the memory") && !svg.contains("Transfer function"));
}

void TestExport::flatPanelsAreToldWithAHeightThatWouldDo()
{
    QVERIFY(!crampedNotice(samples::all(), {.sizeMm = {183, 120}}));
    QVERIFY(!crampedNotice({.panels = {samples::lines()}}, {.sizeMm = {89, 60}}));
    const auto notice = crampedNotice(samples::all(), {.sizeMm = {89, 80}});
    QVERIFY(notice);
    const auto told =
        QRegularExpression(QStringLiteral("89×(\\d+) mm would do")).match(QString::fromStdString(notice->en));
    QVERIFY2(told.hasMatch(), notice->en.c_str());
    QVERIFY(notice->ja.find(told.captured(1).toStdString()) != std::string::npos);
    const double height = told.captured(1).toDouble();
    QVERIFY(height > 80 && height < 200);
    QVERIFY(!crampedNotice(samples::all(), {.sizeMm = {89, height}}));
    QVERIFY(crampedNotice(samples::all(), {.sizeMm = {89, height - 6}}));
}

void TestExport::darkAndLight()
{
    FigureStyle style{.sizeMm = {60, 40}, .dpi = 72};
    QCOMPARE(renderImage(samples::all(), style).pixelColor(0, 0), QColor(Qt::white));
    style.theme = Theme::Dark;
    QCOMPARE(renderImage(samples::all(), style).pixelColor(0, 0), colours(Theme::Dark).paper);
}

void TestExport::refusals_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("dpi");
    QTest::addColumn<int>("kind");
    const int usage = static_cast<int>(Error::Kind::Usage), io = static_cast<int>(Error::Kind::Io);
    QTest::newRow("suffix") << QByteArray("a.gif") << QSizeF(89, 60) << 300 << usage;
    QTest::newRow("no size") << QByteArray("a.pdf") << QSizeF(0, 60) << 300 << usage;
    QTest::newRow("not a number") << QByteArray("a.svg") << QSizeF(std::nan(""), 60) << 300 << usage;
    QTest::newRow("huge") << QByteArray("a.pdf") << QSizeF(1e9, 60) << 300 << usage;
    QTest::newRow("too many pixels") << QByteArray("a.png") << QSizeF(4000, 4000) << 1200 << usage;
    QTest::newRow("no folder") << QByteArray("nowhere/a.svg") << QSizeF(89, 60) << 300 << io;
}

void TestExport::refusals()
{
    QFETCH(QByteArray, name);
    QFETCH(QSizeF, size);
    QFETCH(int, dpi);
    QFETCH(int, kind);
    const std::filesystem::path file = m_folder->filePath(QLatin1String(name)).toStdString();
    const Status status = exportPicture(samples::all(), kRecipe, {.sizeMm = size, .dpi = dpi}, file);
    QVERIFY(!status);
    QCOMPARE(static_cast<int>(status.error().kind), kind);
    QVERIFY(!status.error().message.en.empty() && !status.error().message.ja.empty());
    QVERIFY(!std::filesystem::exists(file));
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour_map.h"
#include "ui/theme/theme.h"

#include <QtTest>

#include <set>

using namespace kaba;

namespace {

constexpr Theme kThemes[] = {Theme::Light, Theme::Dark};
constexpr Role kRoles[] = {Role::Input, Role::Output, Role::Reference,
                           Role::State, Role::Error,  Role::Accent};

double lightness(QRgb colour)
{
    return 0.2126 * qRed(colour) + 0.7152 * qGreen(colour) + 0.0722 * qBlue(colour);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void textReadsOnPaper();
    void marksShowOnPaper();
    void rolesDifferWithoutColour();
    void paletteReads();
    void desktopIsRecognised();
    void magnitudesGrowLighter_data();
    void magnitudesGrowLighter();
    void divergingIsWhiteInTheMiddle();
    void cyclicCloses();
    void outsideAndMissingValues();
};

void TestTheme::contrastOfKnownPairs()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // WCAG's own example
}

void TestTheme::textReadsOnPaper()
{
    for (const Theme theme : kThemes) {
        const Colours& c = colours(theme);
        for (const QColor& ink : {c.ink, c.mutedInk, c.accent, c.positiveInk, c.negativeInk})
            for (const QColor& ground : {c.paper, c.raised})
                QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(ink.name()));
    }
}

void TestTheme::marksShowOnPaper()
{
    for (const Theme theme : kThemes)
        for (const Role role : kRoles)
            for (int shade = 0; shade < 4; ++shade)
                QVERIFY(contrast(seriesLook(theme, role, shade).colour, colours(theme).paper) >= 3);
}

void TestTheme::rolesDifferWithoutColour()
{
    std::set<std::pair<int, bool>> markers;
    for (const Role role : kRoles) {
        const SeriesLook look = seriesLook(Theme::Light, role);
        markers.emplace(static_cast<int>(look.marker), look.filled);
    }
    QCOMPARE(markers.size(), std::size(kRoles));
    QVERIFY(seriesLook(Theme::Light, Role::Output).dash != seriesLook(Theme::Light, Role::Reference).dash);
    QVERIFY(seriesLook(Theme::Light, Role::Output, 1).dash != seriesLook(Theme::Light, Role::Output).dash);
}

void TestTheme::paletteReads()
{
    for (const Theme theme : kThemes) {
        const QPalette palette = paletteOf(theme);
        using P = QPalette;
        for (const auto& [text, ground] :
             {std::pair(P::WindowText, P::Window), std::pair(P::Text, P::Base),
              std::pair(P::Text, P::AlternateBase), std::pair(P::ButtonText, P::Button),
              std::pair(P::HighlightedText, P::Highlight), std::pair(P::ToolTipText, P::ToolTipBase),
              std::pair(P::PlaceholderText, P::Base), std::pair(P::Link, P::Base)})
            QVERIFY(contrast(palette.color(P::Active, text), palette.color(P::Active, ground)) >= 4.5);
    }
}

void TestTheme::desktopIsRecognised()
{
    for (const Theme theme : kThemes)
        QCOMPARE(desktopTheme(paletteOf(theme)), theme);
}

void TestTheme::magnitudesGrowLighter_data()
{
    QTest::addColumn<int>("map");
    QTest::newRow("viridis") << static_cast<int>(Magnitudes::Viridis);
    QTest::newRow("cividis") << static_cast<int>(Magnitudes::Cividis);
}

void TestTheme::magnitudesGrowLighter()
{
    QFETCH(int, map);
    const ColourTable& table = colourTable(ColourMap::Sequential, static_cast<Magnitudes>(map));
    for (std::size_t i = 8; i < table.size(); ++i)
        QVERIFY(lightness(table[i]) > lightness(table[i - 8]));
}

void TestTheme::divergingIsWhiteInTheMiddle()
{
    const ColourTable& table = colourTable(ColourMap::Diverging);
    QVERIFY(lightness(table[127]) > 250 && lightness(table[128]) > 250);
    for (std::size_t i = 0; i < 120; ++i) {
        QVERIFY(qBlue(table[i]) > qRed(table[i]));
        QVERIFY(qRed(table[255 - i]) > qBlue(table[255 - i]));
        QVERIFY(std::abs(lightness(table[i]) - lightness(table[255 - i])) < 32); // alike on both sides
    }
}

void TestTheme::cyclicCloses()
{
    const ColourTable& table = colourTable(ColourMap::Cyclic);
    QCOMPARE(table.front(), table.back());
}

void TestTheme::outsideAndMissingValues()
{
    const ColourTable& table = colourTable(ColourMap::Sequential);
    QCOMPARE(colourAt(table, {0, 1}, -5), table.front());
    QCOMPARE(colourAt(table, {0, 1}, 5), table.back());
    QCOMPARE(qAlpha(colourAt(table, {0, 1}, std::nan(""))), 0);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

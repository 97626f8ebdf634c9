// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pinned_curves.h"
#include "ui/theme/colour_map.h"
#include "ui/theme/theme.h"

#include <QtTest>

#include <array>
#include <cmath>
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

/// Of two colours in CIELAB (D65), where 2 is just seen.
double distance(const QColor& one, const QColor& other)
{
    const auto lab = [](const QColor& colour) {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        const double r = linear(colour.redF()), g = linear(colour.greenF()), b = linear(colour.blueF());
        const auto root = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
        const double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        const double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        const double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return std::array{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto a = lab(one), b = lab(other);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void contrastOfKnownPairs();
    void textReadsOnPaper();
    void marksShowOnPaper();
    void rolesDifferWithoutColour();
    void pinsAreToldApart();
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

void TestTheme::pinsAreToldApart()
{
    for (const Theme theme : kThemes) {
        std::vector<SeriesLook> looks{seriesLook(theme, Role::Output)};
        for (int pin = 0; pin < static_cast<int>(kMostPins); ++pin)
            looks.push_back(seriesLook(theme, Role::Output, kPinShade + pin * kPinShadeStep));
        for (std::size_t one = 0; one < looks.size(); ++one) {
            QVERIFY(contrast(looks[one].colour, colours(theme).paper) >= 4.5);
            for (std::size_t other = 0; other < one; ++other) {
                QVERIFY(looks[one].dash != looks[other].dash);
                QVERIFY(distance(looks[one].colour, looks[other].colour) >= 25);
            }
        }
    }
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/overloaded.h"
#include "core/base/unit_text.h"

#include <QtTest>

using namespace kaba;

namespace {

/// A unit of more letters than any sign has is a word, which one language alone cannot tell.
bool isInWords(std::string_view unit) { return unit.size() > 4; }

std::string_view unitOf(const Parameter& parameter)
{
    return std::visit(Overloaded{[](const RealParam& real) { return real.unit; },
                                 [](const IntParam& integer) { return integer.unit; },
                                 [](const auto&) { return std::string_view(); }},
                      parameter);
}

void compareWithEnglish(std::string_view unit)
{
    QCOMPARE(std::string_view(unitText(unit, Language::English)), unit);
    QCOMPARE(unitText(unit, Language::Japanese) != unit, isInWords(unit));
}

} // namespace

class TestUnitText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsSignsAndUnknownWords();
    void knowsTheUnitsOfEveryDemo();
};

void TestUnitText::keepsSignsAndUnknownWords()
{
    QCOMPARE(unitText("ms", Language::Japanese), std::string("ms"));
    QCOMPARE(unitText("", Language::Japanese), std::string());
    QCOMPARE(unitText("samples", Language::Japanese), std::string("サンプル"));
    QCOMPARE(unitText("samples", Language::English), std::string("samples"));
}

void TestUnitText::knowsTheUnitsOfEveryDemo()
{
    for (const Demo& demo : allDemos()) {
        for (const Parameter& parameter : demo.parameters)
            compareWithEnglish(unitOf(parameter));
        const auto figure = run(demo, {.values = ParameterSet(demo.parameters)}, RunContext());
        QVERIFY(figure);
        for (const Panel& panel : figure->panels)
            for (const Axis* axis : {&panel.x, &panel.y})
                compareWithEnglish(axis->unit);
    }
}

QTEST_GUILESS_MAIN(TestUnitText)
#include "tst_unit_text.moc"

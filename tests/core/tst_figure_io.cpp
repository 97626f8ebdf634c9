// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_csv.h"
#include "core/figure_io/figure_json.h"
#include "core/figure_io/figure_npz.h"
#include "core/figure_io/json_writer.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/csv_rows.h"
#include "core/signals/npy_reader.h"
#include "tests/support/sample_demo.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <QtTest>

#include <map>

using namespace kaba;
using Json = nlohmann::json;

namespace {

Json exported(Language language = Language::English)
{
    return Json::parse(figureJson(sample::figure(), recipeOf(sample::demo(), sample::request()), language));
}

const Json& layer(const Json& figure, std::size_t panel, std::size_t index)
{
    return figure["panels"][panel]["layers"][index];
}

std::map<std::string, InputArray> arraysIn(const std::string& npz)
{
    std::map<std::string, InputArray> arrays;
    const auto members = readZip(npz, "a.npz");
    for (const ZipMember& member : *members)
        if (const auto array = readNpy(member.bytes, member.name))
            arrays[member.name.substr(0, member.name.size() - 4)] = *array;
    return arrays;
}

} // namespace

class TestFigureIo : public QObject {
    Q_OBJECT
private slots:
    void jsonHoldsTheRecipe();
    void jsonHoldsEveryLayer();
    void jsonHoldsAxesReadoutsAndClaims();
    void jsonSpeaksOneLanguage();
    void jsonNumbersReadBack_data();
    void jsonNumbersReadBack();
    void jsonEscapesWords();
    void csvRowsReadBack();
    void csvHeadStandsInComments();
    void npzArraysReadBack();
    void measurementsGo();
};

void TestFigureIo::jsonHoldsTheRecipe()
{
    const Json figure = exported();
    QCOMPARE(figure["schema"].get<std::string>(), std::string("kaba.figure/1"));
    QCOMPARE(figure["demo"].get<std::string>(), std::string("sample"));
    QCOMPARE(figure["seed"].get<int>(), 7);
    const Json settings = Json::parse(R"({"order": 3, "step": 0.30000000000000004, "causal": false,
        "rule": "zoh", "column": "\"a;b\" <注意> & c", "curve": [0.1, -1]})");
    QVERIFY(figure["settings"] == settings);
    QVERIFY(figure["settings"]["order"].is_number_integer());
    QVERIFY(figure["input"] ==
            Json::parse(R"({"name": "声.csv", "sha256": "abc", "reading": "separator=tab"})"));
    Request initial{.values = ParameterSet(sample::demo().parameters)};
    const Json plain = Json::parse(figureJson({}, recipeOf(sample::demo(), initial), Language::English));
    QCOMPARE(plain["settings"]["step"].get<std::string>(), std::string("auto"));
    QVERIFY(!plain.contains("input"));
}

void TestFigureIo::jsonHoldsEveryLayer()
{
    const Json figure = exported();
    const Json& line = layer(figure, 0, 0);
    QCOMPARE(line["kind"].get<std::string>(), std::string("line"));
    QVERIFY(line["x"] == Json::parse(R"({"start": 0, "step": 0.001, "count": 3})"));
    QCOMPARE(line["y"][0].get<double>(), 0.1);
    QVERIFY(line["y"][1].is_null());
    QCOMPARE(line["y"][2].get<double>(), 1e-300);
    const Json& points = layer(figure, 0, 1);
    QVERIFY(points["re"] == points["x"] && points["im"] == points["y"]);
    QCOMPARE(points["im"][0].get<double>(), 0.30000000000000004);
    QVERIFY(layer(figure, 0, 2)["x"] == Json::parse("[0, 1.5]"));
    QVERIFY(layer(figure, 0, 3)["labels"] == Json::parse(R"(["a", "b"])"));
    QVERIFY(layer(figure, 0, 4)["low"] == Json::parse("[0, 1]") &&
            layer(figure, 0, 4)["high"] == Json::parse("[2, 3]"));
    QVERIFY(layer(figure, 0, 5)["at"] == 0.5 && layer(figure, 0, 5)["axis"] == "x");
    const Json& map = layer(figure, 1, 0);
    QVERIFY(map["rows"] == 2 && map["cols"] == 3 && map["every_sample"] == 4);
    QVERIFY(map["z"] == Json::parse("[1, 2, 3, 4, 5, null]"));
    QVERIFY(layer(figure, 1, 1)["tokens"] == Json::parse(R"(["a", "b"])"));
    QVERIFY(layer(figure, 1, 2)["rows"] == Json::parse(R"([["1", "x,y"], ["2", "z"]])"));
    QVERIFY(layer(figure, 1, 3)["rgb"] == Json::parse("[0, 1, 2, 253, 254, 255]"));
}

void TestFigureIo::jsonHoldsAxesReadoutsAndClaims()
{
    const Json figure = exported();
    const Json& panel = figure["panels"][0];
    QVERIFY(panel["x"] == Json::parse(R"({"label": "time t", "unit": "s", "scale": "linear"})"));
    QVERIFY(panel["y"]["scale"] == "log" && panel["y"]["range"] == Json::parse("[0.1, 10]"));
    QVERIFY(figure["readouts"][0] ==
            Json::parse(R"({"id": "mse", "label": "mean square", "value": 0.0207, "unit": "V²"})"));
    QVERIFY(figure["readouts"][1]["measured"] == true);
    const Json claim =
        Json::parse(R"({"id": "bound", "kind": "identity", "relation": "at-most", "statement": "a = b",
                "source": "LSSL §3", "expected": 1e-9, "measured": 1e-12, "holds": true})");
    QVERIFY(figure["claims"][0] == claim);
    QVERIFY(figure["claims"][1]["tolerance"] == 0.1 && figure["claims"][1]["holds"] == false);
}

void TestFigureIo::jsonSpeaksOneLanguage()
{
    const Json figure = exported(Language::Japanese);
    QCOMPARE(figure["panels"][0]["title"].get<std::string>(), std::string("曲線"));
    QCOMPARE(figure["notices"][0].get<std::string>(), std::string("注意。"));
    QVERIFY(figure["settings"] == exported(Language::English)["settings"]);
}

void TestFigureIo::jsonNumbersReadBack_data()
{
    QTest::addColumn<double>("number");
    for (const double number :
         {0.1, 1.0 / 3, 1e22, 5e-324, -0.0, 123456789012345678.0, 1.7976931348623157e308})
        QTest::addRow("%.17g", number) << number;
}

void TestFigureIo::jsonNumbersReadBack()
{
    QFETCH(double, number);
    JsonWriter json(JsonWriter::Layout::Compact);
    json.value(number);
    const std::string text = json.take();
    QCOMPARE(std::bit_cast<quint64>(std::strtod(text.c_str(), nullptr)), std::bit_cast<quint64>(number));
    QVERIFY(text.size() <= fmt::format("{:.17g}", number).size());
}

void TestFigureIo::jsonEscapesWords()
{
    const std::string words = "\"\\\n\t\x01\x1f 注意 </>";
    JsonWriter json;
    json.value(std::string_view(words));
    QCOMPARE(Json::parse(json.take()).get<std::string>(), words);
}

void TestFigureIo::csvRowsReadBack()
{
    const std::string csv =
        figureCsv(sample::figure(), recipeOf(sample::demo(), sample::request()), Language::English);
    const auto rows = csvRows(csv, ',', "a.csv");
    QVERIFY(rows);
    QCOMPARE(rows->front().cells,
             (std::vector<std::string>{"panel", "layer", "x", "y", "row", "column", "value"}));
    std::map<std::string, std::vector<std::vector<std::string>>> byLayer;
    for (const CsvRow& row : *rows) {
        QCOMPARE(row.cells.size(), std::size_t(7));
        byLayer[row.cells[0] + "." + row.cells[1]].push_back(row.cells);
    }
    QCOMPARE(byLayer["curves.line"][1][2], std::string("0.001"));
    QCOMPARE(byLayer["curves.line"][1][3], std::string("nan"));
    QCOMPARE(byLayer["curves.points"][0][3], std::string("0.30000000000000004"));
    QCOMPARE(byLayer["curves.band.high"][1][3], std::string("3"));
    QCOMPARE(byLayer["maps.map"].size(), std::size_t(6));
    QCOMPARE(byLayer["maps.map"][4], (std::vector<std::string>{"maps", "map", "", "", "1", "1", "5"}));
    QCOMPARE(byLayer["maps.table"][1][6], std::string("x,y"));
}

void TestFigureIo::csvHeadStandsInComments()
{
    const std::string csv =
        figureCsv(sample::figure(), recipeOf(sample::demo(), sample::request()), Language::English);
    for (const char* line :
         {"# demo: sample\n", "# seed: 7\n", "# axis curves.x: time t [s]\n", "# readout mse: 0.0207 [V²]\n",
          "# layer maps.map: map, column c is sample 4 c\n"})
        QVERIFY2(csv.find(line) != std::string::npos, line);
    const auto data = csv.find("\npanel,");
    QVERIFY(data != std::string::npos);
    for (std::size_t at = 0; at < data; at = csv.find('\n', at) + 1)
        QCOMPARE(csv[at], '#');
}

void TestFigureIo::npzArraysReadBack()
{
    const Recipe recipe = recipeOf(sample::demo(), sample::request());
    const auto npz = figureNpz(sample::figure(), recipe);
    QVERIFY(npz);
    QCOMPARE(*figureNpz(sample::figure(), recipe), *npz);
    auto arrays = arraysIn(*npz);
    QCOMPARE(arrays["curves.line.x"].re, Samples({0, 0.001, 0.002}));
    QVERIFY(std::isnan(arrays["curves.line"].re[1]));
    QCOMPARE(arrays["curves.points"].im[0], 0.30000000000000004);
    QCOMPARE(arrays["maps.map"].shape, (std::vector<std::size_t>{2, 3}));
    QCOMPARE(arrays["maps.map"].re[4], 5.0);
    QCOMPARE(arrays["maps.image"].shape, (std::vector<std::size_t>{2, 1, 3}));
    QCOMPARE(arrays["A"].re, Samples({1, 2, 3, 4}));
    QCOMPARE(arrays["lambda"].im, Samples({3, 4}));
    QVERIFY(!arrays.contains("settings"));
    const auto members = readZip(*npz, "a.npz");
    for (const ZipMember& member : *members)
        if (member.name == "settings.npy")
            QVERIFY(Json::parse(*readNpyText(member.bytes, "settings")) == exported()["settings"]);
}

void TestFigureIo::measurementsGo()
{
    const Figure figure = withoutMeasurements(sample::figure());
    QCOMPARE(figure.readouts.size(), std::size_t(1));
    QCOMPARE(figure.readouts[0].id, std::string("mse"));
}

QTEST_GUILESS_MAIN(TestFigureIo)
#include "tst_figure_io.moc"

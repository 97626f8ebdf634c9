// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/embedded_recipe.h"
#include "core/figure_io/figure_data.h"
#include "core/figure_io/lesson_file.h"
#include "tests/support/sample_demo.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

using namespace kaba;

namespace {

Recipe sampleRecipe()
{
    Request request = sample::request();
    request.pins = {{ParameterSet(sample::demo().parameters), 3}, {request.values, 0}};
    Recipe recipe = recipeOf(sample::demo(), request);
    recipe.style = {{"size", "89x60mm"}, {"font", "Noto <Sans>"}};
    return recipe;
}

std::string chunk(const std::string& type, const std::string& data)
{
    const auto size = static_cast<unsigned>(data.size());
    std::string out;
    for (const int shift : {24, 16, 8, 0})
        out += static_cast<char>((size >> shift) & 0xff);
    return out + type + data + "crc!";
}

std::string pngWith(const std::string& json)
{
    using namespace std::string_literals;
    return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", std::string(13, '\0')) +
           chunk("iTXt", "Comment\0\0\0\0\0other"s) +
           chunk("iTXt", std::string(kRecipeKeyword) + "\0\0\0en\0words\0"s + json) + chunk("IEND", "");
}

std::string xmlWith(const std::string& json)
{
    return "<svg><metadata>" + std::string(kRecipeTagOpen) + xmlEscaped(json) + std::string(kRecipeTagClose) +
           "</metadata></svg>";
}

} // namespace

class TestRecipe : public QObject {
    Q_OBJECT
private slots:
    void everyContainerGivesItBack_data();
    void everyContainerGivesItBack();
    void figuresGiveSettingsAndSeed_data();
    void figuresGiveSettingsAndSeed();
    void refusesWithLineAndColumn_data();
    void refusesWithLineAndColumn();
    void settingsBecomeText();
    void unknownDemoIsNamed();
    void pinsComeBackAsSettings();
    void aSceneComesBackWhole();
    void aLessonComesBackWhole();
    void refusesALessonInWords_data();
    void refusesALessonInWords();
};

namespace {

Recipe sampleScene()
{
    Recipe scene = sampleRecipe();
    scene.name = "記憶 <1>";
    scene.sentence = "It \"forgets\".";
    scene.zoom = {{"time", {0.1, 1.0 / 3}}, {"error/y", {1e-300, 2}}};
    return scene;
}

} // namespace

void TestRecipe::everyContainerGivesItBack_data()
{
    const std::string text = recipeText(sampleRecipe());
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("bytes");
    QTest::newRow("recipe") << std::string("a.kaba") << text;
    QTest::newRow("one line") << std::string("a.kaba") << recipeLine(sampleRecipe());
    QTest::newRow("PNG") << std::string("a.png") << pngWith(text);
    QTest::newRow("SVG") << std::string("a.svg") << xmlWith(text);
    QTest::newRow("PDF") << std::string("a.pdf") << "%PDF-1.4\n\xff\xfe" + xmlWith(text);
    QTest::newRow("another name") << std::string("figure") << pngWith(text);
}

void TestRecipe::everyContainerGivesItBack()
{
    QFETCH(std::string, name);
    QFETCH(std::string, bytes);
    const TemporaryFolder folder;
    const auto recipe = readRecipe(folder.write(name, bytes));
    QVERIFY2(recipe, recipe ? "" : recipe.error().message.en.c_str());
    QVERIFY(*recipe == sampleRecipe());
}

void TestRecipe::figuresGiveSettingsAndSeed_data()
{
    QTest::addColumn<std::string>("suffix");
    for (const char* suffix : {".json", ".csv", ".npz", ".kaba"})
        QTest::newRow(suffix) << std::string(suffix);
}

void TestRecipe::figuresGiveSettingsAndSeed()
{
    QFETCH(std::string, suffix);
    QVERIFY(isDataSuffix(suffix));
    const TemporaryFolder folder;
    const auto bytes = figureData(sample::figure(), sampleRecipe(), Language::Japanese, suffix);
    QVERIFY(bytes);
    const auto recipe = readRecipe(folder.write("a" + suffix, *bytes));
    QVERIFY2(recipe, recipe ? "" : recipe.error().message.en.c_str());
    QVERIFY(*recipe == sampleRecipe());
}

void TestRecipe::refusesWithLineAndColumn_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("says");
    const auto row = [](const char* label, const char* text, const char* says) {
        QTest::newRow(label) << std::string(text) << std::string(says);
    };
    row("broken JSON", "{\n  \"schema\": \"kaba.recipe/1\",\n  \"demo\": ?\n}", "line 3, column 11");
    row("cut off", "{\n  \"schema\": \"kaba", "line 2");
    row("another schema", R"({"schema": "kaba.recipe/9"})", "kaba.recipe/9");
    row("no schema", R"({"demo": "hippo"})", "schema");
    row("no demo", R"({"schema": "kaba.recipe/1", "settings": {}})", "'demo'");
    row("no settings", R"({"schema": "kaba.recipe/1", "demo": "hippo"})", "'settings'");
    row("odd setting", R"({"schema": "kaba.recipe/1", "demo": "hippo", "settings": {"order": {}}})",
        "'order'");
    row("odd seed", R"({"schema": "kaba.recipe/1", "demo": "hippo", "settings": {}, "seed": 1.5})", "'seed'");
    row("odd panels", R"({"schema": "kaba.recipe/1", "demo": "h", "settings": {}, "only_panels": [1]})",
        "only_panels");
    row("odd pins", R"({"schema": "kaba.recipe/1", "demo": "h", "settings": {}, "pins": 1})", "'pins'");
    row("odd pin", R"({"schema": "kaba.recipe/1", "demo": "h", "settings": {}, "pins": [{}]})", "'settings'");
    row("too many pins",
        R"({"schema": "kaba.recipe/1", "demo": "h", "settings": {}, "pins": [1,2,3,4,5,6,7]})", "'pins'");
    row("huge number", R"({"schema": "kaba.recipe/1", "demo": "hippo", "settings": {"order": 1e999}})",
        "too large");
    row("no recipe", "a,b\n1,2\n", "no recipe");
    row("broken archive", "PK\x03\x04", "no recipe");
    row("broken picture", "\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt", "no recipe");
}

void TestRecipe::refusesWithLineAndColumn()
{
    QFETCH(std::string, text);
    QFETCH(std::string, says);
    const TemporaryFolder folder;
    const auto recipe = readRecipe(folder.write("a.kaba", text));
    QVERIFY(!recipe);
    QCOMPARE(recipe.error().kind, Error::Kind::Input);
    QVERIFY2(recipe.error().message.en.find(says) != std::string::npos, recipe.error().message.en.c_str());
    QVERIFY(recipe.error().message.en.find("a.kaba") != std::string::npos);
}

void TestRecipe::settingsBecomeText()
{
    const Request request = sample::request();
    ParameterSet back(sample::demo().parameters);
    for (const auto& [id, setting] : recipeOf(sample::demo(), request).settings)
        QVERIFY(back.setText(id, textOf(setting)));
    QVERIFY(back == request.values);
}

void TestRecipe::unknownDemoIsNamed()
{
    const auto request = requestOf(sampleRecipe(), "a.kaba");
    QVERIFY(!request);
    QCOMPARE(request.error().kind, Error::Kind::Input);
    QVERIFY(request.error().message.en.find("'sample'") != std::string::npos);
}

void TestRecipe::pinsComeBackAsSettings()
{
    const Demo& demo = *findDemo("ssm");
    Request request{.values = ParameterSet(demo.parameters)};
    request.pins = {{request.values, 4}, {request.values, 1}};
    QVERIFY(request.pins[1].values.setText("step", "0.25"));
    const auto back = requestOf(recipeOf(demo, request), "a.kaba");
    QVERIFY(back && back->pins == request.pins);
    Recipe broken = recipeOf(demo, request);
    broken.pins[0].settings = {{"order", Setting(1e9)}};
    const auto refused = requestOf(broken, "a.kaba");
    QVERIFY(!refused && refused.error().message.en.find("a.kaba") != std::string::npos);
}

void TestRecipe::aSceneComesBackWhole()
{
    const auto recipe = parseRecipe(recipeLine(sampleScene()), "a.kaba");
    QVERIFY(recipe);
    QVERIFY(*recipe == sampleScene());
}

void TestRecipe::aLessonComesBackWhole()
{
    const LessonFile lesson{"授業", {sampleScene(), sampleRecipe()}};
    const std::string json = lessonText(lesson);
    QVERIFY(isLesson(json) && !isLesson(recipeText(sampleScene())) && !isLesson("{"));
    const auto read = parseLesson(json, "a.kaba");
    QVERIFY(read);
    QVERIFY(*read == lesson);
    const auto recipe = parseRecipe(json, "a.kaba");
    QVERIFY(!recipe && recipe.error().message.en.find("lesson") != std::string::npos);
}

void TestRecipe::refusesALessonInWords_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("told");
    const std::string head = R"({"schema": "kaba.lesson/1", "name": "a", )";
    const std::string scene = R"({"schema": "kaba.recipe/1", "demo": "test", "settings": {}, )";
    QTest::newRow("no JSON") << std::string("{\n\"schema\"") << std::string("line 2");
    QTest::newRow("no scenes") << head + R"("scenes": 3})" << std::string("'scenes'");
    QTest::newRow("no list") << std::string("[1]") << std::string("'scenes'");
    QTest::newRow("other scene") << head + R"("scenes": [{"schema": "x"}]})" << std::string("'x'");
    QTest::newRow("zoom") << head + R"("scenes": [)" + scene + R"("zoom": {"time": [2, 1]}}]})"
                          << std::string("'zoom'");
}

void TestRecipe::refusesALessonInWords()
{
    QFETCH(std::string, json);
    QFETCH(std::string, told);
    const auto lesson = parseLesson(json, "a.kaba");
    QVERIFY(!lesson);
    QVERIFY2(lesson.error().message.en.find(told) != std::string::npos, lesson.error().message.en.c_str());
    QVERIFY(!lesson.error().message.ja.empty());
}

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"

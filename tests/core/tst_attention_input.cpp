// SPDX-License-Identifier: GPL-3.0-or-later
// Queries, keys and values from files and texts, and the sentences where they cannot be had.
#include "core/attention/attention_controls.h"
#include "core/attention/attention_file.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/input_file.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

const std::vector<Parameter>& parameters()
{
    static const std::vector<Parameter> kAll = attentionSourceParameters(tokensParam(4096, 64));
    return kAll;
}

Request requestWith(std::string_view settings)
{
    Request request{.values = ParameterSet(parameters())};
    if (!request.values.setAll(settings))
        qFatal("settings");
    return request;
}

Result<AttentionInput> fromInput(Input input, std::string_view settings = "")
{
    Request request = requestWith(settings);
    if (!request.values.setText("source", "file"))
        qFatal("source");
    request.input = std::make_shared<const Input>(std::move(input));
    return attentionInputFor(request, 0);
}

Result<AttentionInput> fromBytes(std::string_view bytes, const std::string& name,
                                 std::string_view settings = "")
{
    Result<Input> input = readInputBytes(bytes, name, "");
    if (!input)
        return input.error();
    return fromInput(*std::move(input), settings);
}

InputArray matrix(const std::string& name, std::size_t rows, std::size_t cols, double first = 0)
{
    InputArray array{.name = name, .shape = {rows, cols}};
    for (std::size_t i = 0; i < rows * cols; ++i)
        array.re.push_back(first + static_cast<double>(i));
    return array;
}

Input qkv(InputArray q, InputArray k, InputArray v)
{
    return {.name = "a.npz", .sha256 = {}, .arrays = {std::move(q), std::move(k), std::move(v)}};
}

Input broken(double value)
{
    Input input = qkv(matrix("q", 3, 2), matrix("k", 3, 2), matrix("v", 3, 2));
    input.arrays[1].re[3] = value;
    return input;
}

Input numbers(const std::string& name, Samples values)
{
    const std::size_t count = values.size();
    return {
        .name = "t.npy", .sha256 = {}, .arrays = {{.name = name, .shape = {count}, .re = std::move(values)}}};
}

} // namespace

Q_DECLARE_METATYPE(Input)

class TestAttentionInput : public QObject {
    Q_OBJECT
private slots:
    void matricesOfAFileAreTheProblem()
    {
        const auto found = fromInput(qkv(matrix("q", 3, 2), matrix("k", 3, 2, 10), matrix("v", 3, 1, 5)));
        QVERIFY(found.has_value());
        QCOMPARE(found->problem.queries(1, 0), 2.0);
        QCOMPARE(found->problem.keys(2, 1), 15.0);
        QCOMPARE(found->problem.values.cols(), Eigen::Index(1));
    }

    void whatDoesNotFitIsNamed_data()
    {
        QTest::addColumn<Input>("input");
        QTest::addColumn<QString>("words");
        const double nan = std::nan("");
        QTest::newRow("rows") << qkv(matrix("q", 3, 2), matrix("k", 2, 2), matrix("v", 3, 2)) << "3, 2 and 3";
        QTest::newRow("widths") << qkv(matrix("q", 3, 2), matrix("k", 3, 1), matrix("v", 3, 2))
                                << "same width";
        QTest::newRow("no columns") << qkv(matrix("q", 3, 0), matrix("k", 3, 0), matrix("v", 3, 2))
                                    << "at least one column";
        QTest::newRow("no values") << qkv(matrix("q", 3, 2), matrix("k", 3, 2), matrix("v", 3, 0))
                                   << "at least one column";
        QTest::newRow("no tokens") << qkv(matrix("q", 0, 2), matrix("k", 0, 2), matrix("v", 0, 2)) << "rows";
        QTest::newRow("NaN") << broken(nan) << "k must be finite numbers; row 2, column 2";
        QTest::newRow("infinite") << broken(HUGE_VAL) << "k must be finite";
        QTest::newRow("missing") << Input{.name = "a.npz",
                                          .sha256 = {},
                                          .arrays = {matrix("q", 2, 2), matrix("x", 2, 2)}}
                                 << "it holds: q, x";
        QTest::newRow("nameless") << Input{.name = "a.npy", .sha256 = {}, .arrays = {matrix("", 2, 2)}}
                                  << "have no names";
        QTest::newRow("not whole") << numbers("tokens", {1, 2.5}) << "number 2 is 2.5";
        QTest::newRow("tokens in two dimensions")
            << Input{.name = "a.npz", .sha256 = {}, .arrays = {matrix("tokens", 2, 2)}} << "2 dimensions";
    }
    void whatDoesNotFitIsNamed()
    {
        QFETCH(Input, input);
        QFETCH(QString, words);
        const auto found = fromInput(input);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, Error::Kind::Input);
        QVERIFY2(QString::fromStdString(found.error().message.en).contains(words),
                 found.error().message.en.c_str());
        QVERIFY(!found.error().message.ja.empty());
    }

    void wholeNumbersAreTokens_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("alone") << "";
        QTest::newRow("by name") << "tokens";
    }
    void wholeNumbersAreTokens()
    {
        QFETCH(QString, name);
        const auto found = fromInput(numbers(name.toStdString(), {7, 12, 7, -1}));
        QVERIFY(found.has_value());
        QCOMPARE(found->tokens, (std::vector<std::string>{"7", "12", "7", "-1"}));
        const AttentionProblem& p = found->problem;
        QVERIFY(p.queries.row(0) == p.queries.row(2) && p.queries.row(0) != p.queries.row(1));
    }

    void aFileOfWordsIsAText()
    {
        const std::string words = "The river remembers the hippopotamus, and the hippopotamus the river.";
        const auto file = fromBytes(words, "a.txt");
        Request request = requestWith("source=text");
        QVERIFY(request.values.set(kText.id, words).has_value());
        const auto typed = attentionInputFor(request, 0);
        QVERIFY(file && typed);
        QCOMPARE(file->tokens, typed->tokens);
        QVERIFY(file->problem.queries == typed->problem.queries);
        QCOMPARE(fromBytes(words, "a.txt", "split=bytes;tokens=4")->tokens.size(), std::size_t(4));
    }

    void picklesAreRefusedWithTheWayOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("pickle") << QByteArray("\x80\x04\x95\x0b\x00}\x94.", 8)
                                << "pickle.load(open('a.bin', 'rb'))";
        const std::string torch = writeZip({{"archive/data.pkl", "x"}}).value();
        QTest::newRow("PyTorch") << QByteArray::fromStdString(torch) << "torch.load('a.bin')";
    }
    void picklesAreRefusedWithTheWayOut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const auto found = fromBytes(bytes.toStdString(), "a.bin");
        QVERIFY(!found);
        QVERIFY2(QString::fromStdString(found.error().message.en).contains(words),
                 found.error().message.en.c_str());
    }

    void everyScriptGivesTokens_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("characters");
        QTest::newRow("emoji with joiners") << QStringLiteral("👩‍👩‍👧🇯🇵👍🏽") << 3;
        QTest::newRow("combining marks") << QStringLiteral("e\u0301a\u0308\u0323") << 2;
        QTest::newRow("right to left") << QStringLiteral("שלום") << 4;
        QTest::newRow("a heap of marks") << QString(u'Z') + QString(300, QChar(0x301)) << 1;
    }
    void everyScriptGivesTokens()
    {
        QFETCH(QString, words);
        Request request = requestWith("source=text;split=characters");
        QVERIFY(request.values.set(kText.id, words.toStdString()).has_value());
        const auto found = attentionInputFor(request, 0);
        QVERIFY(found.has_value());
        QTEST(int(found->tokens.size()), "characters");
        QVERIFY(found->problem.queries.allFinite());
    }

    /// A megabyte, of which so many tokens are taken as are asked for; the rest is not left out in silence.
    void aLongTextIsCutWithANotice_data()
    {
        QTest::addColumn<QString>("split");
        for (const Option& option : kTokenKindOptions)
            QTest::newRow(std::string(option.id).c_str())
                << QString::fromUtf8(option.id.data(), qsizetype(option.id.size()));
    }
    void aLongTextIsCutWithANotice()
    {
        QFETCH(QString, split);
        std::string words;
        while (words.size() < 1'000'000)
            words += "河馬 remembers 👍 ";
        Request request = requestWith("source=text;tokens=100;split=" + split.toStdString());
        QVERIFY(request.values.set(kText.id, words).has_value());
        const auto found = attentionInputFor(request, 0);
        QVERIFY(found.has_value());
        QCOMPARE(found->tokens.size(), std::size_t(100));
        QCOMPARE(found->notices.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestAttentionInput)
#include "tst_attention_input.moc"

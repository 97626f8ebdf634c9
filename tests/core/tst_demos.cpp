// SPDX-License-Identifier: GPL-3.0-or-later
// What every demo of the program must do, whatever it shows.
#include "core/base/demo.h"
#include "core/base/overloaded.h"
#include "core/base/parallel.h"
#include "core/figure_io/figure_json.h"
#include "core/math/random.h"
#include "tests/support/pairwise.h"

#include <QtTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <future>
#include <set>
#include <string>

using namespace kaba;

namespace {

void demoRows()
{
    QTest::addColumn<const Demo*>("demo");
    for (const Demo& demo : allDemos())
        QTest::newRow(std::string(demo.id).c_str()) << &demo;
}

/// The text forms of a parameter's ends: least, initial, greatest, keyword, every option.
std::vector<std::string> ends(const Parameter& parameter)
{
    const ParameterSet initial(std::span(&parameter, 1));
    std::vector<std::string> out{initial.textOf(idOf(parameter))};
    const auto numeric = [&](const auto& number) {
        out.push_back(fmt::format("{}", number.min));
        out.push_back(fmt::format("{}", number.max));
        if (!number.keyword.id.empty())
            out.emplace_back(number.keyword.id);
    };
    std::visit(
        Overloaded{[&](const RealParam& real) { numeric(real); },
                   [&](const IntParam& integer) { numeric(integer); },
                   [&](const FlagParam&) { out.emplace_back(out.front() == "true" ? "false" : "true"); },
                   [&](const ChoiceParam& choice) {
                       for (const Option& option : choice.options)
                           if (option.id != out.front())
                               out.emplace_back(option.id);
                   },
                   [&](const TextParam&) { out.emplace_back("no such words"); },
                   [&](const CurveParam&) {
                       out.insert(out.end(), {"0.5", "-1,0.25,1"});
                   },
                   [&](const PointsParam& points) {
                       out.emplace_back("-0.5,-0.25+3i");
                       out.push_back(pointsText({{points.re.low, points.im.high}, {points.re.high, 0}}));
                   },
                   [&](const MatrixParam& matrix) {
                       out.insert(out.end(), {"cell(0,0,0.5)", "scale(0.5) rank-one(-0.1,unit-0,root)"});
                       if (matrix.shape == MatrixShape::Square)
                           out.insert(out.end(), {"antisymmetrise shift(-0.25)", "shift(1)"});
                   }},
        parameter);
    return out;
}

Request requestFor(const Demo& demo) { return {.values = ParameterSet(demo.parameters)}; }

const std::string kUnsorted = "x is not sorted";
constexpr std::string_view kPathPanel = "phase"; ///< draws curves of the plane, whose x goes back and forth

bool complete(const Text& text) { return text.en.empty() == text.ja.empty(); }
bool present(const Text& text) { return !text.en.empty() && !text.ja.empty(); }

bool sorted(const Positions& positions)
{
    const auto* places = std::get_if<Samples>(&positions);
    return !places || std::ranges::is_sorted(*places);
}

/// "" or what is wrong with the numbers.
std::string faultIn(const Samples& values, bool gapsExplained)
{
    for (const double value : values) {
        if (std::isinf(value))
            return "an infinite value";
        if (std::isnan(value) && !gapsExplained)
            return "a gap without words";
    }
    return {};
}

std::string faultOnPositions(const Positions& x, const Samples& y, bool explained)
{
    if (countOf(x) != y.size())
        return "as many x as y";
    return sorted(x) ? faultIn(y, explained) : kUnsorted;
}

std::string faultOnPath(const Line& line, bool explained)
{
    const auto* x = std::get_if<Samples>(&line.x);
    if (!x || x->size() != line.y.size())
        return "as many x as y";
    const std::string fault = faultIn(*x, explained);
    return fault.empty() ? faultIn(line.y, explained) : fault;
}

std::string faultIn(const LayerData& data, bool explained)
{
    return std::visit(
        Overloaded{
            [&](const Line& line) {
                return line.path ? faultOnPath(line, explained) : faultOnPositions(line.x, line.y, explained);
            },
            [&](const Stems& stems) { return faultOnPositions(stems.x, stems.y, explained); },
            [&](const Bars& bars) { return faultOnPositions(bars.x, bars.y, explained); },
            [&](const Scatter& points) {
                return points.x.size() == points.y.size() ? faultIn(points.y, explained) : "as many x as y";
            },
            [&](const Band& band) { return faultOnPositions(band.x, band.low, explained); },
            [&](const Heatmap& map) {
                return map.z.size() == map.rows * map.cols ? faultIn(map.z, explained) : "rows times columns";
            },
            [](const auto&) { return std::string(); }},
        data);
}

std::string faultIn(const Demo& demo, const Panel& panel, bool explained)
{
    if (!demo.hasPanel(panel.id))
        return "panel " + panel.id + " is not declared";
    if (!present(panel.title) || !complete(panel.note) || !complete(panel.x.label) ||
        !complete(panel.y.label))
        return "panel " + panel.id + " lacks words in one language";
    std::set<std::string> ids;
    for (const Layer& layer : panel.layers) {
        if (!ids.insert(layer.id).second)
            return "two layers " + layer.id;
        const std::string fault = faultIn(layer.data, explained);
        if (!fault.empty() && !(fault == kUnsorted && panel.id == kPathPanel))
            return panel.id + "." + layer.id + ": " + fault;
    }
    return {};
}

std::string faultIn(const Demo& demo, const Figure& figure)
{
    const bool explained = !figure.notices.empty();
    for (const Panel& panel : figure.panels)
        if (std::string fault = faultIn(demo, panel, explained || present(panel.note)); !fault.empty())
            return fault;
    for (const Readout& readout : figure.readouts)
        if (!present(readout.label) || !faultIn(Samples{readout.value}, explained).empty())
            return "readout " + readout.id;
    for (const Text& notice : figure.notices)
        if (!present(notice))
            return "a notice lacks words";
    for (const Claim& claim : figure.claims)
        if (claim.kind == Claim::Kind::Identity && !claim.holds())
            return fmt::format("identity {} fails: {} against {}", claim.id, claim.measured, claim.expected);
    return {};
}

/// "" or what is wrong with the answer to these settings.
std::string faultUnder(const Demo& demo, const Request& request)
{
    const Result<Figure> figure = run(demo, request, RunContext());
    if (figure)
        return faultIn(demo, *figure);
    const Error& error = figure.error();
    const bool fitting = error.kind == Error::Kind::CannotCompute || error.kind == Error::Kind::Numerical;
    if (!fitting || error.message.en.size() < 20 || error.message.ja.empty())
        return "unreadable error: " + error.message.en;
    return error.message.en.find("Internal error") == std::string::npos ? "" : error.message.en;
}

/// The settings with the first fault and what it is; empty where all are well. Side by side, in an order of its own.
std::string firstFaultUnder(const Demo& demo, const std::vector<Request>& requests)
{
    std::vector<std::string> faults(requests.size());
    inParallel(requests.size(), [&](std::size_t i) { faults[i] = faultUnder(demo, requests[i]); });
    const auto found = std::ranges::find_if_not(faults, &std::string::empty);
    if (found == faults.end())
        return {};
    const Request& request = requests[static_cast<std::size_t>(found - faults.begin())];
    return request.values.settings(true) + ": " + *found;
}

} // namespace

Q_DECLARE_METATYPE(const Demo*)

class TestDemos : public QObject {
    Q_OBJECT
private slots:
    void isDescribed_data() { demoRows(); }
    void isDescribed();
    void claimsHoldAtTheStart_data() { demoRows(); }
    void claimsHoldAtTheStart();
    void everyEnd_data() { demoRows(); }
    void everyEnd();
    void cornersTogether_data() { demoRows(); }
    void cornersTogether();
    void sameSettingsSameFigure_data() { demoRows(); }
    void sameSettingsSameFigure();
    void onePanelAlone_data() { demoRows(); }
    void onePanelAlone();
    void stopsWhenAsked_data() { demoRows(); }
    void stopsWhenAsked();
    void stopsAtItsHeaviest_data() { demoRows(); }
    void stopsAtItsHeaviest();
};

void TestDemos::isDescribed()
{
    QFETCH(const Demo*, demo);
    QVERIFY(findDemo(demo->id) == demo);
    QVERIFY(present(demo->title) && present(demo->summary) && !demo->papers.empty() && !demo->panels.empty());
    std::set<std::string_view> ids;
    for (const Parameter& parameter : demo->parameters) {
        QVERIFY(ids.insert(idOf(parameter)).second);
        QVERIFY(present(labelOf(parameter)));
    }
    const auto broken = [](char c) { return !std::islower(c) && !std::isdigit(c) && c != '-'; };
    for (const PanelName& panel : demo->panels) {
        QVERIFY(std::ranges::none_of(panel.id, broken));
        QVERIFY(present(panel.label));
    }
    for (const View& view : demo->views) {
        QVERIFY(!view.label.en.empty() && !view.label.ja.empty() && !view.panels.empty());
        for (const std::string_view panel : view.panels)
            QVERIFY2(demo->hasPanel(panel), std::string(panel).c_str());
    }
}

void TestDemos::claimsHoldAtTheStart()
{
    QFETCH(const Demo*, demo);
    const Result<Figure> figure = run(*demo, requestFor(*demo), RunContext());
    QVERIFY(figure.has_value());
    QVERIFY(figure->claims.size() >= 3);
    QVERIFY(
        std::ranges::any_of(figure->claims, [](const Claim& c) { return c.kind == Claim::Kind::Identity; }));
    QVERIFY(present(figure->convention));
    // A claim of a paper may fail at our scale; then it says why.
    for (const Claim& claim : figure->claims)
        QVERIFY2(present(claim.statement) && present(claim.source) &&
                     (claim.holds() || (claim.kind == Claim::Kind::Paper && present(claim.remark))),
                 claim.id.c_str());
}

/// One parameter at a time goes to its ends.
void TestDemos::everyEnd()
{
    QFETCH(const Demo*, demo);
    std::vector<Request> requests{requestFor(*demo)};
    for (const Parameter& parameter : demo->parameters)
        for (const std::string& end : ends(parameter)) {
            Request request = requestFor(*demo);
            QVERIFY(request.values.setText(idOf(parameter), end).has_value());
            if (request.values != requests.front().values)
                requests.push_back(std::move(request));
        }
    const std::string fault = firstFaultUnder(*demo, requests);
    QVERIFY2(fault.empty(), fault.c_str());
}

/// All parameters at once, so that any two ends of any two meet; long sequences are left to everyEnd().
void TestDemos::cornersTogether()
{
    QFETCH(const Demo*, demo);
    std::vector<std::vector<std::string>> all;
    std::vector<std::size_t> counts;
    for (const Parameter& parameter : demo->parameters) {
        all.push_back(ends(parameter));
        const std::string_view id = idOf(parameter);
        const bool grows = id == "length" || id == "tokens" || id == "longest";
        counts.push_back(grows ? 2 : all.back().size());
    }
    Random random(2024);
    std::vector<Request> requests;
    const Pairwise pairwise(counts, random);
    for (const Draw& draw : pairwise.draws()) {
        Request request = requestFor(*demo);
        for (std::size_t i = 0; i < draw.size(); ++i)
            QVERIFY(request.values.setText(idOf(demo->parameters[i]), all[i][draw[i]]).has_value());
        ParameterSet copy(demo->parameters);
        QVERIFY(copy.setAll(request.values.settings()).has_value());
        QVERIFY(copy == request.values);
        requests.push_back(std::move(request));
    }
    const std::string fault = firstFaultUnder(*demo, requests);
    QVERIFY2(fault.empty(), fault.c_str());
}

void TestDemos::sameSettingsSameFigure()
{
    QFETCH(const Demo*, demo);
    Request request = requestFor(*demo);
    request.seed = 7;
    const Result<Figure> first = run(*demo, request, RunContext());
    const Result<Figure> second = run(*demo, request, RunContext());
    QVERIFY(first && second);
    QVERIFY(withoutMeasurements(*first) == withoutMeasurements(*second));
}

void TestDemos::onePanelAlone()
{
    QFETCH(const Demo*, demo);
    const Result<Figure> whole = run(*demo, requestFor(*demo), RunContext());
    QVERIFY(whole.has_value());
    for (const auto& [id, label] : demo->panels) {
        Request request = requestFor(*demo);
        request.panels = {std::string(id)};
        const Result<Figure> alone = run(*demo, request, RunContext());
        QVERIFY(alone.has_value());
        const Panel* expected = findPanel(*whole, id);
        QCOMPARE(alone->panels.size(), std::size_t(expected ? 1 : 0));
        QVERIFY2(!expected || expected->measured || alone->panels.front() == *expected,
                 std::string(id).c_str());
    }
}

/// The stop comes with the first progress report; what follows is no figure.
void TestDemos::stopsWhenAsked()
{
    QFETCH(const Demo*, demo);
    std::stop_source stop;
    int reports = 0;
    const RunContext context(stop.get_token(), [&](double) {
        ++reports;
        stop.request_stop();
    });
    const Result<Figure> figure = run(*demo, requestFor(*demo), context);
    QVERIFY(reports >= 1);
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::Cancelled);
}

/// Every whole number at its greatest, with each option in turn; asked to stop at several moments.
void TestDemos::stopsAtItsHeaviest()
{
    QFETCH(const Demo*, demo);
    using namespace std::chrono_literals;
    // Of the processor's own time, which other work on the machine does not lengthen; 0.2 s as a rule.
    constexpr double kPatience = 1.5;
    Request heaviest = requestFor(*demo);
    std::vector<Request> requests{heaviest};
    for (const Parameter& parameter : demo->parameters)
        if (const auto* number = std::get_if<IntParam>(&parameter); number && number->id != "start")
            QVERIFY(heaviest.values.setText(number->id, fmt::format("{}", number->max)).has_value());
    for (const Parameter& parameter : demo->parameters)
        if (const auto* choice = std::get_if<ChoiceParam>(&parameter))
            for (const Option& option : choice->options) {
                requests.push_back(heaviest);
                QVERIFY(requests.back().values.setText(choice->id, option.id).has_value());
            }
    for (const Request& request : requests)
        for (const auto wait : {20ms, 150ms}) {
            std::stop_source stop;
            auto answer = std::async(std::launch::async,
                                     [&] { return run(*demo, request, RunContext(stop.get_token())); });
            static_cast<void>(answer.wait_for(wait));
            const bool early = answer.wait_for(0ms) == std::future_status::ready;
            stop.request_stop();
            const std::clock_t asked = std::clock();
            const Result<Figure> figure = answer.get();
            const double seconds = static_cast<double>(std::clock() - asked) / CLOCKS_PER_SEC;
            QVERIFY2(seconds < kPatience, request.values.settings(true).c_str());
            QVERIFY(early || figure || figure.error().kind == Error::Kind::Cancelled ||
                    figure.error().kind == Error::Kind::CannotCompute);
        }
}

QTEST_GUILESS_MAIN(TestDemos)
#include "tst_demos.moc"

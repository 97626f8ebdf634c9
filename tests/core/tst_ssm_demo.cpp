// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/points_param.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_kernel.h"
#include "core/ssm/s4d.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

const Demo& demo() { return *findDemo("ssm"); }

Result<Figure> figureOf(const std::string& settings, std::shared_ptr<const Input> input = {})
{
    Request request{.values = ParameterSet(demo().parameters), .input = std::move(input)};
    const Status set = request.values.setAll(settings);
    return set ? run(demo(), request, RunContext()) : Result<Figure>(set.error());
}

const Samples& lineOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    const auto& layers = findPanel(figure, panel)->layers;
    return std::get<Line>(std::ranges::find(layers, layer, &Layer::id)->data).y;
}

double readout(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? -1 : found->value;
}

std::shared_ptr<const Input> inputOf(std::vector<InputArray> arrays)
{
    return std::make_shared<const Input>(Input{"system.npz", "", std::move(arrays)});
}

double worstDifference(const Samples& a, const Samples& b)
{
    double worst = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t l = 0; l < a.size() && l < b.size(); ++l)
        worst = std::max(worst, std::abs(a[l] - b[l]));
    return worst;
}

} // namespace

class TestSsmDemo : public QObject {
    Q_OBJECT
private slots:
    void methodsAgree_data();
    void methodsAgree();
    void refusesAMethodThatDoesNotServe_data();
    void refusesAMethodThatDoesNotServe();
    void firstStateOfLegSDecaysExponentially();
    void readsADenseSystem();
    void readsAComplexDenseSystem();
    void readsADiagonalSystem();
    void refusesABadFile_data();
    void refusesABadFile();
    void saysWhyItIsUnstable();
    void polesOfTheInitialisationChangeNothing_data();
    void polesOfTheInitialisationChangeNothing();
    void polesMakeACustomSystem();
    void growingPolesAreShownAndSaid();
    void theDiscOfTheRule_data();
    void theDiscOfTheRule();
    void seedMakesTheRandomSystem();
    void statesAreThinnedWhenLong();
};

void TestSsmDemo::methodsAgree_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("method");
    for (const char* system : {"legs", "legt", "lagt", "fourier"})
        for (const char* readoutId : {"ones", "cosine", "random", "first"})
            QTest::addRow("%s %s", system, readoutId)
                << QString::asprintf("system=%s;readout=%s;order=16;length=301;window=2", system, readoutId)
                << "s4";
    for (const char* system : {"s4d-lin", "s4d-inv", "s4d-legs", "s4d-real"})
        for (const char* rule : {"bilinear", "zoh"})
            QTest::addRow("%s %s", system, rule)
                << QString::asprintf("system=%s;rule=%s;readout=random;order=16;length=301", system, rule)
                << "vandermonde";
}

void TestSsmDemo::methodsAgree()
{
    QFETCH(QString, settings);
    QFETCH(QString, method);
    const auto fast = figureOf((settings + ";method=" + method).toStdString());
    const auto dense = figureOf((settings + ";method=dense").toStdString());
    QVERIFY(fast && dense);
    const Samples& kernel = lineOf(*dense, "kernel", "kernel");
    const double peak = std::abs(*std::ranges::max_element(kernel, {}, [](double v) { return std::abs(v); }));
    QVERIFY(peak > 0);
    QVERIFY(worstDifference(lineOf(*fast, "kernel", "kernel"), kernel) < 1e-12 * peak);
    QVERIFY(readout(*fast, "kernel-vs-dense") < 1e-12);
    QCOMPARE(readout(*dense, "kernel-vs-dense"), -1.0);
    QVERIFY(readout(*fast, "recurrent-vs-convolutional") < 1e-12);
}

void TestSsmDemo::refusesAMethodThatDoesNotServe_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("s4 with zoh") << "method=s4;rule=zoh"
                                 << "dense";
    QTest::newRow("s4 of a diagonal system") << "method=s4;system=s4d-lin"
                                             << "vandermonde";
    QTest::newRow("vandermonde of legs") << "method=vandermonde"
                                         << "s4";
    QTest::newRow("vandermonde with forward Euler") << "method=vandermonde;system=s4d-lin;rule=forward-euler"
                                                    << "dense";
    QTest::newRow("odd Fourier") << "system=fourier;order=7"
                                 << "even";
    QTest::newRow("odd S4D") << "system=s4d-inv;order=7"
                             << "even";
    QTest::newRow("custom without a file") << "system=custom"
                                           << "lambda";
}

void TestSsmDemo::refusesAMethodThatDoesNotServe()
{
    QFETCH(QString, settings);
    QFETCH(QString, mentions);
    const auto figure = figureOf(settings.toStdString());
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::CannotCompute);
    QVERIFY(figure.error().message.en.find(mentions.toStdString()) != std::string::npos);
    QVERIFY(!figure.error().message.ja.empty());
}

void TestSsmDemo::firstStateOfLegSDecaysExponentially()
{
    // x_0' = −x_0 + u whatever the order: K_l = Δ/(1+Δ/2) · ((1−Δ/2)/(1+Δ/2))^l.
    for (const char* method : {"dense", "s4", "auto"}) {
        const auto figure = figureOf(std::string("readout=first;step=0.1;length=200;method=") + method);
        const Samples& kernel = lineOf(*figure, "kernel", "kernel");
        for (std::size_t l = 0; l < kernel.size(); ++l)
            QVERIFY(std::abs(kernel[l] - 0.1 / 1.05 * std::pow(0.95 / 1.05, static_cast<double>(l))) < 1e-14);
    }
}

void TestSsmDemo::readsADenseSystem()
{
    // A rotation with decay, held: K_l = e^{−lΔ/2} sin-like terms computed by hand from its complex eigenvalue.
    const auto input = inputOf({{"A", {2, 2}, {-0.5, -2, 2, -0.5}},
                                {"B", {2, 1}, {1, 0}},
                                {"C", {1, 2}, {1, 0}},
                                {"D", {1}, {0.5}},
                                {"step", {}, {0.1}}});
    const auto figure = figureOf("system=custom;rule=zoh;length=64;signal=impulse", input);
    QVERIFY(figure.has_value());
    const Complex lambda(-0.5, 2);
    const Samples& kernel = lineOf(*figure, "kernel", "kernel");
    for (std::size_t l = 0; l < kernel.size(); ++l) {
        const Complex exact =
            std::exp(0.1 * static_cast<double>(l) * lambda) * (std::exp(0.1 * lambda) - 1.0) / lambda;
        QVERIFY(std::abs(kernel[l] - exact.real()) < 1e-14);
    }
    QVERIFY(std::abs(lineOf(*figure, "output", "recurrent")[0] - (kernel[0] + 0.5)) < 1e-15);
    QVERIFY(std::abs(lineOf(*figure, "output", "convolutional")[0] - (kernel[0] + 0.5)) < 1e-14);
    QVERIFY(std::ranges::any_of(figure->arrays, [](const NamedArray& array) { return array.name == "D"; }));
}

void TestSsmDemo::readsAComplexDenseSystem()
{
    const auto input = inputOf({{"A", {1, 1}, {-0.5}, {3}}, {"B", {1}, {1}, {1}}, {"C", {1}, {0}, {2}}});
    const auto figure = figureOf("system=custom;length=50;step=0.1", input);
    QVERIFY(figure.has_value());
    const Complex z = 0.1 * Complex(-0.5, 3);
    const Complex a = (1.0 + z / 2.0) / (1.0 - z / 2.0);
    const Samples& kernel = lineOf(*figure, "kernel", "kernel");
    for (std::size_t l = 0; l < kernel.size(); ++l) {
        const Complex exact =
            Complex(0, 2) * Complex(1, 1) * 0.1 / (1.0 - z / 2.0) * std::pow(a, static_cast<double>(l));
        QVERIFY(std::abs(kernel[l] - exact.real()) < 1e-13);
    }
    const Panel& states = *findPanel(*figure, "states");
    QCOMPARE(states.layers.at(0).id, std::string("re"));
    QCOMPARE(states.layers.at(1).id, std::string("im"));
    QCOMPARE(std::get<Heatmap>(states.layers[0].data).rows, std::size_t{1});
    QVERIFY(figure->arrays.at(0).im == Samples{3});
}

void TestSsmDemo::readsADiagonalSystem()
{
    const auto input =
        inputOf({{"lambda", {2}, {-1, -1}, {5, -5}}, {"B", {2}, {1, 1}, {0, 0}}, {"C", {2}, {0.5, 0.5}}});
    for (const char* method : {"auto", "dense", "vandermonde"}) {
        const auto figure =
            figureOf(std::string("system=custom;rule=zoh;length=40;step=0.05;method=") + method, input);
        QVERIFY(figure.has_value());
        const Complex lambda(-1, 5);
        const Samples& kernel = lineOf(*figure, "kernel", "kernel");
        for (std::size_t l = 0; l < kernel.size(); ++l) {
            const Complex exact =
                std::exp(0.05 * static_cast<double>(l) * lambda) * (std::exp(0.05 * lambda) - 1.0) / lambda;
            QVERIFY(std::abs(kernel[l] - exact.real()) < 1e-14);
        }
    }
}

void TestSsmDemo::refusesABadFile_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("nothing known") << 0 << "missing";
    QTest::newRow("A is not square") << 1 << "shape";
    QTest::newRow("B too long") << 2 << "B";
    QTest::newRow("no C") << 3 << "C";
    QTest::newRow("not finite") << 4 << "finite";
    QTest::newRow("step out of range") << 5 << "step";
}

void TestSsmDemo::refusesABadFile()
{
    QFETCH(int, index);
    QFETCH(QString, mentions);
    const std::vector<std::vector<InputArray>> files{
        {{"x", {3}, {1, 2, 3}}},
        {{"A", {2, 1}, {1, 2}}, {"B", {2}, {1, 1}}, {"C", {2}, {1, 1}}},
        {{"A", {1, 1}, {-1}}, {"B", {2}, {1, 1}}, {"C", {1}, {1}}},
        {{"A", {1, 1}, {-1}}, {"B", {1}, {1}}},
        {{"A", {1, 1}, {NAN}}, {"B", {1}, {1}}, {"C", {1}, {1}}},
        {{"lambda", {1}, {-1}}, {"B", {1}, {1}}, {"C", {1}, {1}}, {"step", {1}, {0}}}};
    const auto figure = figureOf("system=custom", inputOf(files[static_cast<std::size_t>(index)]));
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::Input);
    QVERIFY(figure.error().message.en.find(mentions.toStdString()) != std::string::npos);
    QVERIFY(figure.error().message.en.find("system.npz") != std::string::npos);
}

void TestSsmDemo::saysWhyItIsUnstable()
{
    // legs: forward Euler needs Δ < 2/N.
    const auto stable = figureOf("order=16;rule=forward-euler;step=0.124");
    const auto unstable = figureOf("order=16;rule=forward-euler;step=0.126");
    QVERIFY(stable && stable->notices.empty());
    QVERIFY(unstable && unstable->notices.at(0).en.find("0.125") != std::string::npos);
    QVERIFY(std::abs(readout(*unstable, "spectral-radius") - 1.016) < 1e-12);
    const auto overflow = figureOf("rule=forward-euler;step=10");
    QVERIFY(overflow && overflow->notices.size() == 2);
    QVERIFY(!findPanel(*overflow, "kernel")->note.empty());
    QVERIFY(std::isfinite(lineOf(*overflow, "kernel", "kernel").front()));
}

void TestSsmDemo::seedMakesTheRandomSystem()
{
    Request request{.values = ParameterSet(demo().parameters)};
    QVERIFY(request.values.setAll("system=random;order=9").has_value());
    const Figure first = run(demo(), request, RunContext()).value();
    request.seed = 2;
    const Figure other = run(demo(), request, RunContext()).value();
    QVERIFY(first.arrays.at(0).re != other.arrays.at(0).re);
    QVERIFY(readout(first, "spectral-radius") < 1);
}

void TestSsmDemo::statesAreThinnedWhenLong()
{
    const auto figure = figureOf("order=2;length=140000");
    const auto& states = std::get<Heatmap>(findPanel(*figure, "states")->layers.at(0).data);
    QCOMPARE(states.everySample, std::size_t{3});
    QCOMPARE(states.cols, std::size_t{46667});
    QVERIFY(figure->notices.at(0).en.find("one sample in 3") != std::string::npos);
    QCOMPARE(lineOf(*figure, "kernel", "kernel").size(), std::size_t{140000});
}

void TestSsmDemo::polesOfTheInitialisationChangeNothing_data()
{
    QTest::addColumn<QString>("system");
    for (const char* system : {"s4d-lin", "s4d-inv", "s4d-legs", "s4d-real", "s4d-quad", "s4d-inv2"})
        QTest::newRow(system) << QString::fromLatin1(system);
}

void TestSsmDemo::polesOfTheInitialisationChangeNothing()
{
    QFETCH(QString, system);
    ParameterSet values(demo().parameters);
    const std::string settings = "order=12;length=100;readout=cosine;system=" + system.toStdString();
    QVERIFY(values.setAll(settings));
    const auto& poles = std::get<PointsParam>(*values.find("poles"));
    const Points initial = pointsInHand(poles, values);
    QCOMPARE(initial.size(), std::size_t(6));
    const auto plain = figureOf(settings);
    const auto given = figureOf(settings + ";poles=" + pointsText(initial));
    QVERIFY(plain && given);
    QCOMPARE(lineOf(*given, "kernel", "kernel"), lineOf(*plain, "kernel", "kernel"));
}

void TestSsmDemo::polesMakeACustomSystem()
{
    const auto figure = figureOf("system=custom;poles=-0.5+3i,-1;rule=zoh;step=0.1;length=60;readout=cosine");
    QVERIFY(figure);
    const Complex lambda[] = {{-0.5, 3}, {-1, 0}};
    const Samples& kernel = lineOf(*figure, "kernel", "kernel");
    for (std::size_t l = 0; l < kernel.size(); ++l) {
        Complex sum = 0;
        for (int n = 0; n < 2; ++n)
            sum += std::cos(n) * (std::exp(0.1 * lambda[n]) - 1.0) / lambda[n] *
                   std::exp(0.1 * static_cast<double>(l) * lambda[n]);
        QVERIFY(std::abs(kernel[l] - 2 * sum.real()) < 1e-14);
    }
    QVERIFY(figure->notices.front().en.find("2 poles by hand") != std::string::npos);
}

void TestSsmDemo::growingPolesAreShownAndSaid()
{
    const auto figure = figureOf("system=s4d-lin;poles=0.5+3i,-1;step=0.1;length=60");
    QVERIFY(figure);
    QVERIFY(readout(*figure, "spectral-radius") > 1);
    const auto says = [](const Text& notice) {
        return notice.en.find("right of the imaginary axis") != std::string::npos;
    };
    QVERIFY(std::ranges::any_of(figure->notices, says));
}

void TestSsmDemo::theDiscOfTheRule_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("centre");
    QTest::addColumn<double>("radius");
    QTest::newRow("bilinear") << "bilinear" << 0.0 << 1.0;
    QTest::newRow("zoh") << "zoh" << 0.0 << 1.0;
    QTest::newRow("backward Euler") << "backward-euler" << 0.5 << 0.5;
    QTest::newRow("alpha 0.8") << "gbt;alpha=0.8" << 0.375 << 0.625;
}

/// The edge of the shaded image of Re λ ≤ 0, and the eigenvalues within it.
void TestSsmDemo::theDiscOfTheRule()
{
    QFETCH(QString, rule);
    QFETCH(double, centre);
    QFETCH(double, radius);
    const auto figure = figureOf("system=s4d-inv;order=16;step=0.05;length=32;rule=" + rule.toStdString());
    QVERIFY(figure);
    const auto& layers = findPanel(*figure, "eigenvalues-discrete")->layers;
    const auto& image = std::get<Band>(std::ranges::find(layers, "left-half-plane", &Layer::id)->data);
    for (std::size_t k = 0; k < image.high.size(); ++k) {
        QVERIFY(std::abs(std::hypot(at(image.x, k) - centre, image.high[k]) - radius) < 1e-7);
        QCOMPARE(image.low[k], -image.high[k]);
    }
    const auto& poles = std::get<Scatter>(std::ranges::find(layers, "discrete", &Layer::id)->data);
    for (std::size_t n = 0; n < poles.x.size(); ++n)
        QVERIFY(std::hypot(poles.x[n] - centre, poles.y[n]) < radius);
}

QTEST_GUILESS_MAIN(TestSsmDemo)
#include "tst_ssm_demo.moc"

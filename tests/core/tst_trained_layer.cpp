// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/random.h"
#include "core/ssm/example_layer.h"
#include "core/ssm/vandermonde.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <complex>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

InputArray array(std::string name, std::vector<std::size_t> shape, std::uint64_t seed)
{
    InputArray out{.name = std::move(name), .shape = std::move(shape)};
    std::size_t count = 1;
    for (const std::size_t extent : out.shape)
        count *= extent;
    Random random(seed);
    for (std::size_t i = 0; i < count; ++i)
        out.re.push_back(random.normal());
    return out;
}

/// Three channels of four modes with the names of the public module.
Input s4dInput()
{
    return {.name = "layer.npz",
            .sha256 = {},
            .arrays = {array("log_dt", {3}, 1), array("log_A_real", {3, 4}, 2), array("A_imag", {3, 4}, 3),
                       array("C", {3, 4, 2}, 4), array("D", {3}, 5)}};
}

Input dssInput()
{
    return {.name = "layer.npz",
            .sha256 = {},
            .arrays = {array("log_dt", {3}, 1), array("Lambda_log_neg_re", {4}, 2),
                       array("Lambda_im", {4}, 3), array("W", {1, 3, 4, 2}, 4)}};
}

InputArray& named(Input& input, std::string_view name)
{
    return *std::ranges::find(input.arrays, name, &InputArray::name);
}

/// The kernel of one channel, written as the module writes it.
double moduleKernel(const Input& input, bool dss, std::size_t channel, std::size_t lag)
{
    const auto value = [&](std::size_t i, std::size_t at) { return input.arrays[i].re[at]; };
    const double step = std::exp(value(0, channel));
    Complex sum = 0;
    for (std::size_t n = 0; n < 4; ++n) {
        const std::size_t pole = dss ? n : 4 * channel + n;
        const Complex lambda(-std::exp(value(1, pole)), value(2, pole));
        const std::size_t weight = 2 * (4 * channel + n);
        const Complex c(value(3, weight), value(3, weight + 1));
        sum += c * (std::exp(step * lambda) - 1.0) / lambda * std::exp(double(lag) * step * lambda);
    }
    return (dss ? 1 : 2) * sum.real();
}

std::vector<double> kernelOf(const TrainedLayer& layer, Eigen::Index channel, std::size_t length)
{
    const Discretization zoh{StepRule::Zoh};
    const DiagonalStateSpace discrete = discretize(layer.channel(channel), layer.step(channel), zoh);
    return vandermondeSum(discrete.factor * discrete.b.cwiseProduct(discrete.c),
                          logEigenvalues(layer.channel(channel).a, layer.step(channel), zoh), length);
}

} // namespace

class TestTrainedLayer : public QObject {
    Q_OBJECT
private slots:
    void givesTheKernelOfTheModule_data();
    void givesTheKernelOfTheModule();
    void takesOtherShapesAndNames_data();
    void takesOtherShapesAndNames();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void theExampleIsFitted();
    void writtenLayersAreReadBack();
};

void TestTrainedLayer::givesTheKernelOfTheModule_data()
{
    QTest::addColumn<bool>("dss");
    QTest::newRow("S4D") << false;
    QTest::newRow("DSS") << true;
}

void TestTrainedLayer::givesTheKernelOfTheModule()
{
    QFETCH(bool, dss);
    const Input input = dss ? dssInput() : s4dInput();
    const auto layer = readTrainedLayer(input);
    QVERIFY2(layer, layer ? "" : layer.error().message.en.c_str());
    QCOMPARE(layer->channels(), Eigen::Index(3));
    QCOMPARE(layer->modes(), Eigen::Index(4));
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const std::vector<double> kernel = kernelOf(*layer, Eigen::Index(channel), 50);
        for (std::size_t lag = 0; lag < kernel.size(); ++lag)
            QVERIFY(std::abs(kernel[lag] - moduleKernel(input, dss, channel, lag)) < 1e-12);
    }
    QCOMPARE(layer->direct(1), dss ? 0.0 : input.arrays[4].re[1]);
}

void TestTrainedLayer::takesOtherShapesAndNames_data()
{
    QTest::addColumn<int>("change");
    QTest::newRow("complex C") << 0;
    QTest::newRow("longer names") << 1;
    QTest::newRow("leading one") << 2;
    QTest::newRow("a column of steps") << 3;
    QTest::newRow("D as a row") << 4;
}

void TestTrainedLayer::takesOtherShapesAndNames()
{
    QFETCH(int, change);
    Input input = s4dInput();
    const auto plain = readTrainedLayer(input);
    InputArray& c = named(input, "C");
    if (change == 0) {
        InputArray complex{.name = "C", .shape = {3, 4}};
        for (std::size_t i = 0; i < c.re.size(); i += 2) {
            complex.re.push_back(c.re[i]);
            complex.im.push_back(c.re[i + 1]);
        }
        c = complex;
    }
    if (change == 1)
        for (InputArray& each : input.arrays)
            each.name = "layers.0.kernel." + each.name;
    if (change == 2)
        c.shape = {1, 3, 4, 2};
    if (change == 3)
        named(input, "log_dt").shape = {3, 1};
    if (change == 4)
        named(input, "D").shape = {1, 3};
    const auto layer = readTrainedLayer(input);
    QVERIFY2(layer, layer ? "" : layer.error().message.en.c_str());
    QVERIFY(layer->readout == plain->readout && layer->lambda == plain->lambda &&
            layer->step == plain->step && layer->direct == plain->direct);
}

void TestTrainedLayer::saysWhatIsWrong_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<std::string>("says");
    const auto row = [](const char* label, int change, const char* says) {
        QTest::newRow(label) << change << std::string(says);
    };
    row("no C", 0, "C is missing");
    row("no log_dt", 1, "log_dt is missing");
    row("N differs", 2, "C has shape (3, 5); (3, 4)");
    row("H differs", 3, "log_A_real has shape (2, 4); (3, 4)");
    row("NaN", 4, "element 5 of the array A_imag");
    row("two layers", 5, "one layer only");
    row("two steps a channel", 6, "log_dt has shape (3, 2)");
    row("exp overflows", 7, "range of numbers");
    row("D differs", 8, "D has shape (4)");
}

void TestTrainedLayer::saysWhatIsWrong()
{
    QFETCH(int, change);
    QFETCH(std::string, says);
    Input input = s4dInput();
    const auto remove = [&](std::string_view name) {
        std::erase_if(input.arrays, [&](const InputArray& each) { return each.name == name; });
    };
    const auto replace = [&](const InputArray& other) { named(input, other.name) = other; };
    if (change == 0)
        remove("C");
    if (change == 1)
        remove("log_dt");
    if (change == 2)
        replace(array("C", {3, 5, 2}, 1));
    if (change == 3)
        replace(array("log_A_real", {2, 4}, 1));
    if (change == 4)
        named(input, "A_imag").re[5] = NAN;
    if (change == 5) {
        named(input, "C").name = "a.C";
        input.arrays.push_back(array("b.C", {3, 4, 2}, 1));
    }
    if (change == 6)
        replace(array("log_dt", {3, 2}, 1));
    if (change == 7)
        named(input, "log_dt").re[0] = 1e4;
    if (change == 8)
        replace(array("D", {4}, 1));
    const auto layer = readTrainedLayer(input);
    QVERIFY(!layer);
    QCOMPARE(layer.error().kind, Error::Kind::Input);
    QVERIFY2(layer.error().message.en.find(says) != std::string::npos, layer.error().message.en.c_str());
    QVERIFY(layer.error().message.en.starts_with("layer.npz") &&
            layer.error().message.ja.starts_with("layer.npz"));
}

void TestTrainedLayer::theExampleIsFitted()
{
    const TrainedLayer layer = exampleLayer();
    QCOMPARE(layer.channels(), Eigen::Index(8));
    for (Eigen::Index h = 0; h < layer.channels(); ++h) {
        const std::vector<double> target = exampleTarget(h);
        const std::vector<double> kernel = kernelOf(layer, h, target.size());
        double error = 0;
        double size = 0;
        for (std::size_t l = 0; l < target.size(); ++l) {
            error += (kernel[l] - target[l]) * (kernel[l] - target[l]);
            size += target[l] * target[l];
        }
        QVERIFY2(std::sqrt(error / size) < 0.1,
                 qPrintable(QStringLiteral("%1: %2").arg(h).arg(std::sqrt(error / size))));
    }
}

void TestTrainedLayer::writtenLayersAreReadBack()
{
    const TrainedLayer layer = exampleLayer();
    Input input{.name = "again.npz", .sha256 = {}};
    for (const NamedArray& each : layerArrays(layer))
        input.arrays.push_back({.name = each.name, .shape = each.shape, .re = each.re, .im = each.im});
    const auto again = readTrainedLayer(input);
    QVERIFY(again);
    QVERIFY(again->lambda.isApprox(layer.lambda, 1e-14) && again->readout == layer.readout);
}

QTEST_GUILESS_MAIN(TestTrainedLayer)
#include "tst_trained_layer.moc"

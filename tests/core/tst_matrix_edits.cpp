// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/matrix_edits.h"
#include "core/base/parameter.h"
#include "core/math/random.h"

#include <Eigen/Core>

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Matrix eigen(const MatrixValues& matrix)
{
    return Eigen::Map<const Matrix>(matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
                                    static_cast<Eigen::Index>(matrix.cols));
}

/// Entries 1, 2, 3, … row by row: no two alike.
MatrixValues counted(std::size_t rows, std::size_t cols)
{
    MatrixValues matrix{rows, cols, std::vector<double>(rows * cols)};
    for (std::size_t k = 0; k < matrix.values.size(); ++k)
        matrix.values[k] = static_cast<double>(k + 1);
    return matrix;
}

Matrix vector(const NamedVector& named, std::size_t length)
{
    Matrix out(static_cast<Eigen::Index>(length), 1);
    for (std::size_t n = 0; n < length; ++n)
        out(static_cast<Eigen::Index>(n), 0) = named.at(n);
    return out;
}

/// The definition of each edit in matrix notation.
Matrix byDefinition(const MatrixEdit& edit, Matrix m)
{
    const auto rows = static_cast<std::size_t>(m.rows());
    const auto cols = static_cast<std::size_t>(m.cols());
    const Matrix transposed = m.transpose();
    if (const auto* cell = std::get_if<CellEdit>(&edit)) {
        if (cell->row < rows && cell->col < cols)
            m(static_cast<Eigen::Index>(cell->row), static_cast<Eigen::Index>(cell->col)) = cell->value;
        return m;
    }
    if (const auto* scale = std::get_if<ScaleEdit>(&edit))
        return scale->factor * m;
    if (const auto* shift = std::get_if<ShiftEdit>(&edit))
        return m + shift->amount * Matrix::Identity(m.rows(), m.cols());
    if (std::holds_alternative<SymmetriseEdit>(edit))
        return (m + transposed) / 2;
    if (std::holds_alternative<AntisymmetriseEdit>(edit))
        return (m - transposed) / 2;
    if (const auto* term = std::get_if<RankOneEdit>(&edit))
        return m + term->factor * vector(term->u, rows) * vector(term->v, cols).transpose();
    return eigen(std::get<WholeEdit>(edit).matrix);
}

NamedVector randomVector(Random& random)
{
    const auto kind = static_cast<NamedVector::Kind>(random.below(4));
    return {kind, kind == NamedVector::Kind::Unit ? random.below(6) : 0};
}

MatrixEdit randomEdit(Random& random)
{
    switch (random.below(7)) {
    case 0:
    case 1:
        return CellEdit{random.below(7), random.below(7), random.normal()};
    case 2:
        return ScaleEdit{random.normal()};
    case 3:
        return ShiftEdit{random.normal()};
    case 4:
        return SymmetriseEdit{};
    case 5:
        return AntisymmetriseEdit{};
    default:
        return RankOneEdit{random.normal(), randomVector(random), randomVector(random)};
    }
}

} // namespace

class TestMatrixEdits : public QObject {
    Q_OBJECT
private slots:
    void editsFollowTheirDefinition_data();
    void editsFollowTheirDefinition();
    void randomEditsFollowTheirDefinition();
    void textIsReadable();
    void textReadsBackTheSame();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void aCellIsSetAnewInItsPlace();
    void editsOutsideAreKeptAndCounted();
    void aWholeMatrixTakesThePlaceOfThePreset();
    void liveInASetOfParameters();
};

void TestMatrixEdits::editsFollowTheirDefinition_data()
{
    QTest::addColumn<std::string>("edits");
    QTest::addColumn<std::vector<double>>("expected"); // of 1 2 / 3 4
    QTest::newRow("cell") << std::string("cell(1,0,-2.5)") << std::vector<double>{1, 2, -2.5, 4};
    QTest::newRow("scale") << std::string("scale(-2)") << std::vector<double>{-2, -4, -6, -8};
    QTest::newRow("shift") << std::string("shift(10)") << std::vector<double>{11, 2, 3, 14};
    QTest::newRow("symmetrise") << std::string("symmetrise") << std::vector<double>{1, 2.5, 2.5, 4};
    QTest::newRow("skew part") << std::string("antisymmetrise") << std::vector<double>{0, -0.5, 0.5, 0};
    QTest::newRow("rank one") << std::string("rank-one(2,unit-1,alternating)")
                              << std::vector<double>{1, 2, 5, 2};
    QTest::newRow("root") << std::string("rank-one(1,root,unit-0)")
                          << std::vector<double>{2, 2, 3 + std::sqrt(3.0), 4};
    QTest::newRow("whole") << std::string("whole(2,2,0,1,-1,0)") << std::vector<double>{0, 1, -1, 0};
    QTest::newRow("in order") << std::string("cell(0,0,5) scale(2) cell(0,0,7)")
                              << std::vector<double>{7, 4, 6, 8};
}

void TestMatrixEdits::editsFollowTheirDefinition()
{
    QFETCH(std::string, edits);
    QFETCH(std::vector<double>, expected);
    const auto edited = applyMatrixEdits(counted(2, 2), parseMatrixEdits(edits).value());
    QVERIFY(edited);
    QCOMPARE(edited->matrix.values, expected);
    QCOMPARE(edited->outside, std::size_t(0));
}

void TestMatrixEdits::randomEditsFollowTheirDefinition()
{
    Random random(7);
    for (int round = 0; round < 200; ++round) {
        const MatrixValues preset = counted(6, 6);
        Matrix expected = eigen(preset);
        MatrixEdits edits;
        for (int k = 0; k < 12; ++k) {
            const MatrixEdit edit = randomEdit(random);
            edits = withEdit(std::move(edits), edit);
            expected = byDefinition(edit, std::move(expected));
        }
        const auto edited = applyMatrixEdits(preset, edits);
        QVERIFY(edited);
        QVERIFY((eigen(edited->matrix) - expected).norm() <= 1e-13 * (1 + expected.norm()));
        QCOMPARE(parseMatrixEdits(matrixEditsText(edits)).value(), edits);
    }
}

void TestMatrixEdits::textIsReadable()
{
    const MatrixEdits edits{CellEdit{3, 4, 0.5},
                            ScaleEdit{2},
                            ShiftEdit{-0.1},
                            SymmetriseEdit{},
                            AntisymmetriseEdit{},
                            RankOneEdit{0.5, {}, {NamedVector::Kind::Root}},
                            WholeEdit{{1, 2, {0.1, -3}}}};
    const std::string written = "cell(3,4,0.5) scale(2) shift(-0.1) symmetrise antisymmetrise "
                                "rank-one(0.5,ones,root) whole(1,2,0.1,-3)";
    QCOMPARE(matrixEditsText(edits), written);
    QCOMPARE(parseMatrixEdits(written).value(), edits);
    QCOMPARE(parseMatrixEdits("  scale( 2 )\tcell(3, 4, 0.5)symmetrise ").value(),
             (MatrixEdits{ScaleEdit{2}, CellEdit{3, 4, 0.5}, SymmetriseEdit{}}));
    QVERIFY(parseMatrixEdits("").value().empty());
}

void TestMatrixEdits::textReadsBackTheSame()
{
    const double third = 1.0 / 3;
    const MatrixEdits edits{CellEdit{511, 0, std::nextafter(third, 1)}, ScaleEdit{5e-324},
                            WholeEdit{{2, 2, {third, -0.0, 1e308, -2.5e-17}}}};
    QCOMPARE(parseMatrixEdits(matrixEditsText(edits)).value(), edits);
}

void TestMatrixEdits::refusesWithASentence_data()
{
    QTest::addColumn<std::string>("written");
    QTest::addColumn<std::string>("mentions");
    QTest::newRow("unknown edit") << std::string("scale(2) rotate(3)") << std::string("rotate(3)");
    QTest::newRow("too few numbers") << std::string("cell(3,4)") << std::string("cell(row,column,value)");
    QTest::newRow("no number") << std::string("shift(left)") << std::string("shift(left)");
    QTest::newRow("no arguments") << std::string("scale") << std::string("scale(factor)");
    QTest::newRow("open") << std::string("scale(2") << std::string("scale(2");
    QTest::newRow("unknown vector") << std::string("rank-one(1,ones,twos)") << std::string("alternating");
    QTest::newRow("negative row") << std::string("cell(-1,0,1)") << std::string("cell(-1,0,1)");
    QTest::newRow("half a row") << std::string("cell(0.5,0,1)") << std::string("cell(0.5,0,1)");
    QTest::newRow("values missing") << std::string("whole(2,2,1,2,3)") << std::string("whole(");
    QTest::newRow("too far out") << std::string("cell(512,0,1)") << std::string("512");
    QTest::newRow("not square") << std::string("whole(1,2,1,2)") << std::string("square");
    QTest::newRow("not finite") << std::string("scale(nan)") << std::string("finite");
    QTest::newRow("overflow") << std::string("cell(0,0,1e999)") << std::string("finite");
}

void TestMatrixEdits::refusesWithASentence()
{
    QFETCH(std::string, written);
    QFETCH(std::string, mentions);
    const MatrixParam param{.id = "edit-a", .label = {"A", "A"}};
    const Parameter declared = param;
    ParameterSet set(std::span(&declared, 1));
    const Status status = set.setText("edit-a", written);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Usage);
    QVERIFY2(status.error().message.en.find(mentions) != std::string::npos,
             status.error().message.en.c_str());
    QVERIFY(!status.error().message.ja.empty());
}

void TestMatrixEdits::aCellIsSetAnewInItsPlace()
{
    MatrixEdits edits = withEdit({CellEdit{0, 0, 1}, ScaleEdit{2}, CellEdit{1, 1, 3}}, CellEdit{2, 2, 4});
    edits = withEdit(std::move(edits), CellEdit{1, 1, 5});
    QCOMPARE(matrixEditsText(edits), std::string("cell(0,0,1) scale(2) cell(1,1,5) cell(2,2,4)"));
    edits = withEdit(std::move(edits), CellEdit{0, 0, 6}); // the scaling stands between
    QCOMPARE(matrixEditsText(edits), std::string("cell(0,0,1) scale(2) cell(1,1,5) cell(2,2,4) cell(0,0,6)"));
}

void TestMatrixEdits::editsOutsideAreKeptAndCounted()
{
    const MatrixEdits edits = parseMatrixEdits("cell(3,3,9) rank-one(1,unit-5,ones) scale(2)").value();
    const auto small = applyMatrixEdits(counted(2, 2), edits);
    QVERIFY(small);
    QCOMPARE(small->matrix.values, (std::vector<double>{2, 4, 6, 8}));
    QCOMPARE(small->outside, std::size_t(2));
    const auto large = applyMatrixEdits(counted(8, 8), edits);
    QVERIFY(large);
    QCOMPARE(large->outside, std::size_t(0));
    QCOMPARE(large->matrix.at(3, 3), 18.0);
    QCOMPARE(large->matrix.at(5, 0), 2 * (41.0 + 1));
}

void TestMatrixEdits::aWholeMatrixTakesThePlaceOfThePreset()
{
    const Error missing{Error::Kind::CannotCompute, {"no preset", "なし"}};
    const MatrixEdits edits = parseMatrixEdits("cell(9,9,1) whole(1,1,3) scale(2)").value();
    QVERIFY(replacesPreset(edits));
    const auto alone = applyMatrixEdits(missing, edits);
    QVERIFY(alone);
    QCOMPARE(alone->matrix, (MatrixValues{1, 1, {6}}));
    QCOMPARE(alone->outside, std::size_t(0));
    const auto other = applyMatrixEdits(counted(2, 2), edits);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::CannotCompute);
    QVERIFY(other.error().message.en.find("1 × 1") != std::string::npos);
    QVERIFY(!applyMatrixEdits(missing, {ScaleEdit{2}}));
    QVERIFY(!replacesPreset({ScaleEdit{2}}));
}

void TestMatrixEdits::liveInASetOfParameters()
{
    const MatrixParam square{.id = "edit-a", .label = {"A", "A"}};
    const MatrixParam column{.id = "edit-b", .label = {"B", "B"}, .shape = MatrixShape::Column};
    const MatrixParam row{.id = "edit-c", .label = {"C", "C"}, .shape = MatrixShape::Row};
    const std::vector<Parameter> declared{square, column, row};
    ParameterSet set(declared);
    QVERIFY(set[square].empty());
    QVERIFY(set.setText("edit-a", "cell(3,4,0.5) scale(2)"));
    QVERIFY(set.set("edit-b", MatrixEdits{CellEdit{4, 0, -1}}));
    QVERIFY(set.setText("edit-c", "rank-one(1,unit-0,root) whole(1,2,3,4)"));
    QCOMPARE(set.settings(true), std::string("edit-a=cell(3,4,0.5) scale(2);edit-b=cell(4,0,-1);"
                                             "edit-c=rank-one(1,unit-0,root) whole(1,2,3,4)"));
    ParameterSet back(declared);
    QVERIFY(back.setAll(set.settings()));
    QVERIFY(back == set);
    QVERIFY(!set.setText("edit-b", "cell(0,1,1)"));
    QVERIFY(!set.setText("edit-b", "shift(1)"));
    QVERIFY(!set.setText("edit-c", "whole(2,1,3,4)"));
    QVERIFY(!set.set("edit-a", 1.0));
    QVERIFY(back == set);
}

QTEST_GUILESS_MAIN(TestMatrixEdits)
#include "tst_matrix_edits.moc"

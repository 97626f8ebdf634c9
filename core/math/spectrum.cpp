// SPDX-License-Identifier: GPL-3.0-or-later
// LAPACK comes with OpenBLAS. Eigen's own routine takes the compiler longer than a whole folder of other files.
#include "core/math/spectrum.h"

#include "core/math/singular_values.h"

#include <algorithm>
#include <cassert>
#include <complex>
#include <limits>
#include <utility>
#include <vector>

extern "C" {
void dgeev_(const char* left, const char* right, const int* n, double* a, const int* lda, double* re,
            double* im, double* vl, const int* ldvl, double* vr, const int* ldvr, double* work,
            const int* lwork, int* info);
void zgeev_(const char* left, const char* right, const int* n, std::complex<double>* a, const int* lda,
            std::complex<double>* values, std::complex<double>* vl, const int* ldvl, std::complex<double>* vr,
            const int* ldvr, std::complex<double>* work, const int* lwork, double* rwork, int* info);
}

namespace kaba {
namespace {

bool isHeavierBelow(const Eigen::MatrixXd& a)
{
    return a.triangularView<Eigen::StrictlyLower>().toDenseMatrix().norm() >
           a.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().norm();
}

Eigen::MatrixXd turned(const Eigen::MatrixXd& a)
{
    return isHeavierBelow(a) ? Eigen::MatrixXd(a.reverse()) : a;
}

double conditionOf(const Eigen::MatrixXcd& vectors)
{
    const Eigen::VectorXd sizes = singularValuesOf(vectors);
    const double largest = sizes(0);
    return largest / std::max(sizes(sizes.size() - 1), largest / kMostCondition);
}

constexpr int kAskForRoom = -1;

Eigen::VectorXcd unknown(Eigen::Index count)
{
    return Eigen::VectorXcd::Constant(count, std::numeric_limits<double>::quiet_NaN());
}

/// Of a real matrix; `right` gets the eigenvectors as DGEEV packs them where it is not null.
Eigen::VectorXcd decompose(Eigen::MatrixXd a, Eigen::MatrixXd* right)
{
    assert(a.rows() == a.cols());
    const int order = static_cast<int>(a.rows());
    if (order == 0 || !a.allFinite())
        return unknown(order);
    Eigen::VectorXd re(order);
    Eigen::VectorXd im(order);
    int info = 0;
    const auto call = [&](double* work, int room) {
        dgeev_("N", right ? "V" : "N", &order, a.data(), &order, re.data(), im.data(), nullptr, &order,
               right ? right->data() : nullptr, &order, work, &room, &info);
    };
    double room = 0;
    call(&room, kAskForRoom);
    std::vector<double> work(static_cast<std::size_t>(room));
    call(work.data(), static_cast<int>(room));
    if (info != 0)
        return unknown(order);
    Eigen::VectorXcd values(order);
    values.real() = re;
    values.imag() = im;
    return values;
}

/// DGEEV's columns: a real vector, or the real and imaginary part of the first of a conjugate pair.
Eigen::MatrixXcd unpacked(const Eigen::MatrixXd& packed, const Eigen::VectorXcd& values)
{
    Eigen::MatrixXcd vectors = packed.cast<std::complex<double>>();
    for (Eigen::Index column = 0; column + 1 < packed.cols(); ++column)
        if (values(column).imag() > 0) {
            vectors.col(column).imag() = packed.col(column + 1);
            vectors.col(column + 1) = vectors.col(column).conjugate();
            ++column;
        }
    return vectors;
}

} // namespace

Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXd& a) { return decompose(turned(a), nullptr); }

Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXcd& a)
{
    assert(a.rows() == a.cols());
    const int order = static_cast<int>(a.rows());
    if (order == 0 || !a.allFinite())
        return unknown(order);
    Eigen::MatrixXcd matrix = a;
    Eigen::VectorXcd values(order);
    std::vector<double> reals(2 * static_cast<std::size_t>(order));
    int info = 0;
    const auto call = [&](std::complex<double>* work, int room) {
        zgeev_("N", "N", &order, matrix.data(), &order, values.data(), nullptr, &order, nullptr, &order, work,
               &room, reals.data(), &info);
    };
    std::complex<double> room;
    call(&room, kAskForRoom);
    std::vector<std::complex<double>> work(static_cast<std::size_t>(room.real()));
    call(work.data(), static_cast<int>(room.real()));
    return info == 0 ? values : unknown(order);
}

Spectrum spectrumOf(const Eigen::MatrixXd& a)
{
    Eigen::MatrixXd packed(a.rows(), a.cols());
    const Eigen::VectorXcd values = decompose(turned(a), &packed);
    return {values, values.allFinite() ? conditionOf(unpacked(packed, values)) : kMostCondition};
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
// LAPACK comes with OpenBLAS. Eigen's own routine takes the compiler seconds in every file that names it.
#include "core/math/symmetric_eigen.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

extern "C" {
void dsyevd_(const char* job, const char* triangle, const int* n, double* a, const int* lda, double* values,
             double* work, const int* lwork, int* iwork, const int* liwork, int* info);
}

namespace kaba {
namespace {

/// The matrix becomes its eigenvectors where the job is "V".
Eigen::VectorXd decompose(const char* job, Eigen::MatrixXd& matrix)
{
    const int order = static_cast<int>(matrix.rows());
    Eigen::VectorXd values = Eigen::VectorXd::Constant(order, std::numeric_limits<double>::quiet_NaN());
    const bool finite =
        matrix.triangularView<Eigen::Lower>().toDenseMatrix().allFinite(); // DSYEVD may not return on NaN
    if (order == 0 || !finite)
        return values;
    const int leading = std::max(order, 1);
    const int ask = -1;
    double room = 0;
    int integers = 0;
    int info = 0;
    Eigen::VectorXd found(order);
    dsyevd_(job, "L", &order, matrix.data(), &leading, found.data(), &room, &ask, &integers, &ask, &info);
    const int doubles = static_cast<int>(room);
    std::vector<double> work(static_cast<std::size_t>(doubles));
    std::vector<int> iwork(static_cast<std::size_t>(integers));
    dsyevd_(job, "L", &order, matrix.data(), &leading, found.data(), work.data(), &doubles, iwork.data(),
            &integers, &info);
    if (info == 0)
        values = found;
    return values;
}

} // namespace

SymmetricEigen symmetricEigenOf(Eigen::MatrixXd matrix)
{
    Eigen::VectorXd values = decompose("V", matrix);
    return {std::move(values), std::move(matrix)};
}

Eigen::VectorXd symmetricEigenvaluesOf(Eigen::MatrixXd matrix) { return decompose("N", matrix); }

} // namespace kaba

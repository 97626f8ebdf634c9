// SPDX-License-Identifier: GPL-3.0-or-later
// LAPACK comes with OpenBLAS. Eigen's own routines take the compiler seconds in every file that names them.
#include "core/math/least_squares.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>
#include <vector>

extern "C" {
void dgelsy_(const int* m, const int* n, const int* nrhs, double* a, const int* lda, double* b,
             const int* ldb, int* pivots, const double* rcond, int* rank, double* work, const int* lwork,
             int* info);
void dgeqrf_(const int* m, const int* n, double* a, const int* lda, double* tau, double* work,
             const int* lwork, int* info);
void dorgqr_(const int* m, const int* n, const int* k, double* a, const int* lda, const double* tau,
             double* work, const int* lwork, int* info);
}

namespace kaba {
namespace {

/// Calls use(work, size) twice: once to ask for the room it wants, then with it.
template <class Use>
void withRoom(const Use& use)
{
    double room = 0;
    const int ask = -1;
    use(&room, &ask);
    const int size = static_cast<int>(room);
    std::vector<double> work(static_cast<std::size_t>(size));
    use(work.data(), &size);
}

} // namespace

Eigen::MatrixXd leastSquares(Eigen::MatrixXd matrix, const Eigen::MatrixXd& right)
{
    assert(matrix.rows() == right.rows());
    const int rows = static_cast<int>(matrix.rows());
    const int columns = static_cast<int>(matrix.cols());
    const int sides = static_cast<int>(right.cols());
    if (rows == 0 || columns == 0 || sides == 0)
        return Eigen::MatrixXd::Zero(columns, sides);
    const int leading = std::max(rows, columns);
    Eigen::MatrixXd solution = Eigen::MatrixXd::Zero(leading, sides);
    solution.topRows(rows) = right;
    std::vector<int> pivots(static_cast<std::size_t>(columns));
    const double rounding = std::min(rows, columns) * std::numeric_limits<double>::epsilon();
    int rank = 0;
    int info = 0;
    withRoom([&](double* work, const int* size) {
        dgelsy_(&rows, &columns, &sides, matrix.data(), &rows, solution.data(), &leading, pivots.data(),
                &rounding, &rank, work, size, &info);
    });
    return solution.topRows(columns);
}

Eigen::MatrixXd orthonormalColumns(Eigen::MatrixXd matrix)
{
    const int rows = static_cast<int>(matrix.rows());
    const int columns = static_cast<int>(matrix.cols());
    assert(rows >= columns && columns > 0);
    std::vector<double> reflections(static_cast<std::size_t>(columns));
    int info = 0;
    withRoom([&](double* work, const int* size) {
        dgeqrf_(&rows, &columns, matrix.data(), &rows, reflections.data(), work, size, &info);
    });
    const Eigen::VectorXd signs = matrix.diagonal().cwiseSign();
    withRoom([&](double* work, const int* size) {
        dorgqr_(&rows, &columns, &columns, matrix.data(), &rows, reflections.data(), work, size, &info);
    });
    return matrix * signs.asDiagonal();
}

} // namespace kaba

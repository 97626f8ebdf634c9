// SPDX-License-Identifier: GPL-3.0-or-later
// LAPACK comes with OpenBLAS. Eigen's own routine takes a compiler longer than all the rest of core/math.
#include "core/math/singular_values.h"

#include <algorithm>
#include <complex>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

extern "C" {
void dgesdd_(const char* job, const int* m, const int* n, double* a, const int* lda, double* values,
             double* u, const int* ldu, double* vt, const int* ldvt, double* work, const int* lwork,
             int* iwork, int* info);
void zgesdd_(const char* job, const int* m, const int* n, std::complex<double>* a, const int* lda,
             double* values, std::complex<double>* u, const int* ldu, std::complex<double>* vt,
             const int* ldvt, std::complex<double>* work, const int* lwork, double* rwork, int* iwork,
             int* info);
}

namespace kaba {
namespace {

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

constexpr int kAskForRoom = -1;

/// One call of xGESDD. With "N" the factors are not touched.
template <class Scalar>
struct Decomposition {
    Decomposition(const char* wanted, Matrix<Scalar> matrix)
        : job(wanted)
        , a(std::move(matrix))
        , rows(static_cast<int>(a.rows()))
        , columns(static_cast<int>(a.cols()))
        , least(std::min(rows, columns))
        , leading(std::max(rows, 1))
        , values(Eigen::VectorXd::Constant(least, std::numeric_limits<double>::quiet_NaN()))
        , integers(8 * static_cast<std::size_t>(least))
        , reals(7 * static_cast<std::size_t>(least))
    {
        if (*job == 'S') {
            left = Matrix<Scalar>::Zero(rows, least);
            rightRows = Matrix<Scalar>::Zero(least, columns);
        }
        if (least == 0 || !a.allFinite())
            return;
        Eigen::VectorXd found(least);
        call(found, kAskForRoom);
        const int room = static_cast<int>(std::real(work.front()));
        work.resize(static_cast<std::size_t>(room));
        call(found, room);
        if (info == 0)
            values = found;
    }

    void call(Eigen::VectorXd& found, int room)
    {
        const int leadingRight = std::max(least, 1);
        if constexpr (std::is_same_v<Scalar, double>)
            dgesdd_(job, &rows, &columns, a.data(), &leading, found.data(), left.data(), &leading,
                    rightRows.data(), &leadingRight, work.data(), &room, integers.data(), &info);
        else
            zgesdd_(job, &rows, &columns, a.data(), &leading, found.data(), left.data(), &leading,
                    rightRows.data(), &leadingRight, work.data(), &room, reals.data(), integers.data(),
                    &info);
    }

    const char* job;
    Matrix<Scalar> a;
    int rows, columns, least, leading;
    Eigen::VectorXd values;
    Matrix<Scalar> left, rightRows;
    std::vector<Scalar> work = {Scalar()};
    std::vector<int> integers;
    std::vector<double> reals;
    int info = 0;
};

} // namespace

Eigen::VectorXd singularValuesOf(Eigen::MatrixXd matrix)
{
    return Decomposition<double>("N", std::move(matrix)).values;
}

Eigen::VectorXd singularValuesOf(Eigen::MatrixXcd matrix)
{
    return Decomposition<std::complex<double>>("N", std::move(matrix)).values;
}

SingularParts singularPartsOf(Eigen::MatrixXd matrix)
{
    const Decomposition<double> found("S", std::move(matrix));
    return {found.left, found.rightRows.transpose(), found.values};
}

} // namespace kaba

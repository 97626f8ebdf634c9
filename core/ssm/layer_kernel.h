// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/ssm/layer.h"

#include <vector>

namespace kaba {

/// How the kernel of a layer is computed.
enum class KernelMethod { Auto, Dense, S4, Vandermonde };

/// The real multiply-adds of the hot loops, counted rather than timed so that they repeat.
double krylovOperations(double order, double length);          ///< LSSL: N²·L
double s4Operations(double order, double length, double rank); ///< from C̃: Cauchy sums and inverse FFT
double s4SetupOperations(double order);                        ///< eigenvectors and C̃
double vandermondeOperations(double modes, double length);     ///< as one product of two tables

/// The method itself, or for Auto the one that takes the fewest operations of those that serve the layer.
/// CannotCompute where it does not serve, naming those that do.
Result<KernelMethod> chooseMethod(KernelMethod asked, const SsmLayer& layer, std::size_t length);

/// K_l, l = 0…length−1, without D. Requires a method from chooseMethod(). Stops when asked.
Result<std::vector<double>> layerKernel(KernelMethod method, const SsmLayer& layer, std::size_t length,
                                        const RunContext& context);

/// The same numbers on another way: powers of Ā by giant steps, for a diagonal system the running powers (or, where
/// `method` is Dense, exponentials of logarithms).
Result<std::vector<double>> referenceKernel(KernelMethod method, const SsmLayer& layer, std::size_t length,
                                            const RunContext& context);

} // namespace kaba

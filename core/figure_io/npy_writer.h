// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// An NPY file (format 1.0, little-endian, row-major): float64, or complex128 where `im` is not empty.
/// Requires as many elements as the shape says.
std::string npyBytes(std::span<const std::size_t> shape, std::span<const double> re,
                     std::span<const double> im = {});

/// An NPY file of one string (kind U, shape ()).
std::string npyText(std::string_view utf8);

} // namespace kaba

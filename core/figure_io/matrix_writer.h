// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix_edits.h"

#include <filesystem>

namespace kaba {

/// Writes a matrix so that readMatrix() (core/signals/matrix_file.h) reads the same numbers back: NPY (float64, two
/// dimensions) where the suffix is .npy, else CSV without a heading. Error::Io names the file.
Status writeMatrix(const std::filesystem::path& path, const MatrixValues& matrix);

} // namespace kaba

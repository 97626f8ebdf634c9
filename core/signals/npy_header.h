// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace kaba {

/// What stands before the numbers of an NPY file.
struct NpyHeader {
    bool bigEndian = false;
    char kind = 'f';           ///< NumPy's letter: b, i, u, f, c, U, S, O (objects), V (records)
    std::size_t size = 8;      ///< bytes an element takes
    bool fortranOrder = false; ///< first index runs fastest
    std::vector<std::size_t> shape = {};
    std::size_t dataOffset = 0; ///< where the numbers begin

    std::size_t count() const; ///< elements
};

/// Error::Input where the header is broken or the file holds fewer bytes than it promises.
Result<NpyHeader> readNpyHeader(std::string_view bytes, std::string_view source);

} // namespace kaba

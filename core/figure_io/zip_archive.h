// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

struct ZipMember {
    std::string name;
    std::string bytes;
};

bool isZip(std::string_view bytes);

/// Every file of the archive, in its order. Error::Input where it is broken or holds more than twice
/// kLargestInput when unpacked.
Result<std::vector<ZipMember>> readZip(std::string_view bytes, std::string_view source);

/// An archive of stored (uncompressed) members, as numpy.savez writes it; always dated 1980-01-01, so that the
/// same members give the same bytes. Error::Io where memory runs out.
Result<std::string> writeZip(const std::vector<ZipMember>& members);

} // namespace kaba

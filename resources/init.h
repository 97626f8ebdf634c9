// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kaba {

/// Makes :/icons and :/translations known; needed because a static library's resources do not register themselves.
void initResources();

} // namespace kaba

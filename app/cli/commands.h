// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "core/base/demo.h"

#include <vector>

namespace kaba {

/// Each command tells its exit code, or what went wrong.
Result<int> demosCommand(const Arguments& arguments, const Console& console);
Result<int> runCommand(const Arguments& arguments, const Console& console);
Result<int> checkCommand(const Arguments& arguments, const Console& console);
Result<int> papersCommand(const Arguments& arguments, const Console& console);
Result<int> benchCommand(const Arguments& arguments, const Console& console);

/// The demo of this id; Error::Usage with the nearest spelling where there is none.
Result<const Demo*> demoNamed(std::string_view id);
/// The demos that the operands name, all of them without operands.
Result<std::vector<const Demo*>> demosNamed(const Arguments& arguments);

} // namespace kaba

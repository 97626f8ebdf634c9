// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include <fmt/format.h>

#include <cstdio>

namespace kaba {

int runWindow(QApplication&, const WindowOptions&)
{
    fmt::print(stderr, "kaba: this build has no window; kaba --help lists the commands.\n");
    return 1;
}

} // namespace kaba

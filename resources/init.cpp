// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/init.h"

#include <QtGlobal>
#include <qglobal.h>

static void registerKaba() { Q_INIT_RESOURCE(kaba); }

namespace kaba {

void initResources() { registerKaba(); }

} // namespace kaba

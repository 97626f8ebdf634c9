// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMenu;

namespace kaba {

class Library;

/// Every tag with a check mark where all of the papers carry it; choosing one adds it to them or takes it off.
/// Below, a field that makes a new tag and adds it.
void fillTagMenu(QMenu& menu, Library& library, const QStringList& papers);

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QString>

#include <functional>
#include <memory>

class QObject;
class QThreadPool;

namespace kaba {

using InputResult = Result<std::shared_ptr<const Input>>;

/// Does the reading of the file called `name` on the pool; `done` is called in the GUI thread, unless `context` is
/// gone by then. An exception becomes an Error that names the file.
void readInputInBackground(const QString& name, std::function<InputResult()> work, QThreadPool& pool,
                           QObject* context, std::function<void(InputResult)> done);

} // namespace kaba

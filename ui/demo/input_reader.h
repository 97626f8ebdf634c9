// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <filesystem>
#include <functional>
#include <memory>

class QObject;
class QThreadPool;

namespace kaba {

using InputResult = Result<std::shared_ptr<const Input>>;

/// Reads a file on the pool; `done` is called in the GUI thread, unless `context` is gone by then.
void readInputInBackground(const std::filesystem::path& file, QThreadPool& pool, QObject* context,
                           std::function<void(InputResult)> done);

} // namespace kaba

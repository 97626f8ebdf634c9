// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace kaba {

/// Does `work` on the pool and hands what it returns to `done` in the GUI thread, unless `context` is gone by then.
/// Nothing may leave `work` by exception.
template <class Work, class Done>
void inBackground(QThreadPool& pool, QObject* context, Work work, Done done)
{
    pool.start([work = std::move(work), guard = QPointer(context), done = std::move(done)] {
        auto result = std::make_shared<decltype(work())>(work());
        QMetaObject::invokeMethod(
            qApp,
            [guard, done, result] {
                if (guard)
                    done(std::move(*result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace kaba

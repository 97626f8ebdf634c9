// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/input_reader.h"

#include "core/base/file.h"
#include "core/signals/input_file.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <exception>
#include <utility>

namespace kaba {
namespace {

InputResult readGuarded(const std::filesystem::path& file)
{
    try {
        return readInput(file);
    } catch (const std::exception& exception) {
        return Error{
            Error::Kind::Input,
            text("'{0}' could not be read: {1}. Try a smaller or simpler file.",
                 "「{0}」を読めませんでした：{1}。より小さいファイルか単純なファイルで試してください。",
                 fileName(file), exception.what())};
    }
}

} // namespace

void readInputInBackground(const std::filesystem::path& file, QThreadPool& pool, QObject* context,
                           std::function<void(InputResult)> done)
{
    pool.start([file, guard = QPointer(context), done = std::move(done)] {
        auto result = std::make_shared<InputResult>(readGuarded(file));
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

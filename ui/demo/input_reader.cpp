// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/input_reader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <exception>
#include <utility>

namespace kaba {
namespace {

InputResult readGuarded(const QString& name, const std::function<InputResult()>& work)
{
    try {
        return work();
    } catch (const std::exception& exception) {
        return Error{
            Error::Kind::Input,
            text("'{0}' could not be read: {1}. Try a smaller or simpler file.",
                 "「{0}」を読めませんでした：{1}。より小さいファイルか単純なファイルで試してください。",
                 name.toStdString(), exception.what())};
    }
}

} // namespace

void readInputInBackground(const QString& name, std::function<InputResult()> work, QThreadPool& pool,
                           QObject* context, std::function<void(InputResult)> done)
{
    pool.start([name, work = std::move(work), guard = QPointer(context), done = std::move(done)] {
        auto result = std::make_shared<InputResult>(readGuarded(name, work));
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

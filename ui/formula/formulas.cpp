// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formulas.h"

#include "core/base/embedded_file.h"
#include "ui/base/words.h"
#include "ui/formula/formula_engine.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <span>

using namespace Qt::StringLiterals;

namespace kaba {

std::span<const EmbeddedFile> embeddedFormulaBundle();

namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr uint kStack = 16U << 20U; ///< MathJax goes deep on nested formulas
constexpr int kKeptFiles = 2000;

QString embeddedBundle()
{
    const std::span<const EmbeddedFile> files = embeddedFormulaBundle();
    return files.empty() ? QString() : qstring(files.front().bytes);
}

} // namespace

Formulas::Formulas(QString bundle, const QString& cacheFolder, QObject* parent)
    : QObject(parent)
    , m_bundle(std::move(bundle))
    , m_cache(cacheFolder, QCryptographicHash::hash(m_bundle.toUtf8(), QCryptographicHash::Sha256).toHex())
    , m_engine(new FormulaEngine(m_bundle))
{
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_engine->interrupt(); });
    m_thread.setStackSize(kStack);
    m_thread.setObjectName(u"formulas"_s);
    m_thread.start(QThread::LowPriority);
    m_cache.prune(kKeptFiles);
}

Formulas::~Formulas()
{
    m_engine->interrupt();
    m_thread.quit();
    m_thread.wait();
}

Formulas& Formulas::shared()
{
    static std::unique_ptr<Formulas> instance;
    if (!instance) {
        instance = std::make_unique<Formulas>(
            embeddedBundle(),
            QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/kaba/formulas"_s);
        qAddPostRoutine([] { instance.reset(); });
    }
    return *instance;
}

std::shared_ptr<const FormulaAnswer> Formulas::draw(const FormulaSource& source)
{
    if (auto known = m_cache.find(source))
        return known;
    if (!canDraw())
        return nullptr;
    QByteArray json;
    QMetaObject::invokeMethod(
        m_engine, [this, source] { return m_engine->draw(source); }, Qt::BlockingQueuedConnection, &json);
    return m_cache.add(source, json);
}

void Formulas::want(const QObject* reader, QList<FormulaSource> sources)
{
    std::erase_if(m_wanted, [reader](const auto& wish) { return wish.first == reader; });
    sources.removeIf([this](const FormulaSource& source) { return m_cache.find(source) != nullptr; });
    if (sources.isEmpty() || !canDraw())
        return;
    m_wanted.emplace_back(reader, std::move(sources));
    connect(reader, &QObject::destroyed, this, &Formulas::forget, Qt::UniqueConnection);
    next();
}

void Formulas::forget(const QObject* reader) { want(reader, {}); }

void Formulas::next()
{
    if (m_busy || m_wanted.empty())
        return;
    QList<FormulaSource>& wishes = m_wanted.back().second;
    const FormulaSource source = wishes.takeFirst();
    if (wishes.isEmpty())
        m_wanted.pop_back();
    m_busy = true;
    m_patience.start();
    QMetaObject::invokeMethod(m_engine, [this, source] {
        const QByteArray json = m_engine->draw(source);
        QMetaObject::invokeMethod(this, [this, source, json] { take(source, json); });
    });
}

void Formulas::take(const FormulaSource& source, const QByteArray& json)
{
    m_busy = false;
    m_patience.stop();
    m_cache.add(source, json);
    Q_EMIT answered(source);
    next();
}

} // namespace kaba

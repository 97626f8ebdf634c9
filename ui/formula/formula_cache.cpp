// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula_cache.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr qsizetype kMostInMemory = 4000;

/// The first lines of a file: what it belongs to.
QByteArray headOf(const QByteArray& version, const FormulaSource& source)
{
    return version + '\n' + (source.display ? "display " : "inline ") +
           source.tex.toUtf8().toPercentEncoding() + '\n';
}

} // namespace

FormulaCache::FormulaCache(QString folder, QByteArray version)
    : m_folder(std::move(folder))
    , m_version(std::move(version))
{}

QString FormulaCache::fileOf(const FormulaSource& source) const
{
    const QByteArray name =
        QCryptographicHash::hash(headOf(m_version, source), QCryptographicHash::Sha256).toHex().left(32);
    return m_folder + u'/' + QString::fromLatin1(name) + u".json"_s;
}

std::shared_ptr<const FormulaAnswer> FormulaCache::find(const FormulaSource& source)
{
    if (const auto known = m_answers.constFind(source); known != m_answers.constEnd())
        return *known;
    QFile file(fileOf(source));
    if (m_folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return nullptr;
    const QByteArray bytes = file.readAll(), head = headOf(m_version, source);
    if (!bytes.startsWith(head))
        return nullptr;
    std::optional<FormulaAnswer> answer = formulaFrom(bytes.mid(head.size()));
    if (!answer || !std::holds_alternative<Formula>(*answer))
        return nullptr;
    auto shared = std::make_shared<const FormulaAnswer>(*std::move(answer));
    m_answers.insert(source, shared);
    return shared;
}

std::shared_ptr<const FormulaAnswer> FormulaCache::add(const FormulaSource& source, const QByteArray& json)
{
    std::optional<FormulaAnswer> answer = formulaFrom(json);
    if (!answer)
        answer = FormulaMistake{u"Internal"_s, QString::fromUtf8(json.left(200)), 0, 0};
    const bool drawn = std::holds_alternative<Formula>(*answer);
    auto shared = std::make_shared<const FormulaAnswer>(*std::move(answer));
    if (m_answers.size() >= kMostInMemory)
        m_answers.clear();
    m_answers.insert(source, shared);
    if (drawn && !m_folder.isEmpty() && QDir().mkpath(m_folder)) {
        QSaveFile file(fileOf(source)); // a cache that cannot be written is no mishap
        if (file.open(QIODevice::WriteOnly)) {
            file.write(headOf(m_version, source) + json);
            file.commit();
        }
    }
    return shared;
}

void FormulaCache::prune(int keep) const
{
    if (m_folder.isEmpty())
        return;
    QDir folder(m_folder);
    const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Time);
    if (files.size() > 2 * qsizetype(keep))
        for (const QString& old : files.mid(keep))
            folder.remove(old);
}

} // namespace kaba

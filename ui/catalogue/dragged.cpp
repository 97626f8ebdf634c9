// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/dragged.h"

#include <QMimeData>

namespace kaba {
namespace {

void setLines(QMimeData& data, const char* type, const QStringList& lines)
{
    data.setData(QString::fromLatin1(type), lines.join(u'\n').toUtf8());
}

QStringList linesOf(const QMimeData& data, const char* type)
{
    return QString::fromUtf8(data.data(QString::fromLatin1(type))).split(u'\n', Qt::SkipEmptyParts);
}

GroupReference reference(const QStringList& lines)
{
    return lines.size() == 2 ? GroupReference{lines[0], lines[1]} : GroupReference{};
}

} // namespace

QMimeData* mimeOfPapers(const QStringList& papers, const GroupReference& source)
{
    auto* data = new QMimeData;
    setLines(*data, kPaperIdsMimeType, papers);
    if (!source.key.isEmpty())
        setLines(*data, kSourceGroupMimeType, {source.grouping, source.key});
    return data;
}

QMimeData* mimeOfGroup(const GroupReference& group)
{
    auto* data = new QMimeData;
    setLines(*data, kGroupMimeType, {group.grouping, group.key});
    return data;
}

QStringList papersOf(const QMimeData& data) { return linesOf(data, kPaperIdsMimeType); }

GroupReference sourceOf(const QMimeData& data) { return reference(linesOf(data, kSourceGroupMimeType)); }

GroupReference groupOf(const QMimeData& data) { return reference(linesOf(data, kGroupMimeType)); }

} // namespace kaba

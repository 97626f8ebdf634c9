// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QMimeData;

namespace kaba {

/// A group of one of the reader's groupings; both members empty: none.
struct GroupReference {
    QString grouping = {}, key = {};
    bool operator==(const GroupReference&) const = default;
};

/// What a drag of papers carries, one id a line, and the group they are dragged out of.
inline constexpr char kPaperIdsMimeType[] = "application/x-kaba-paper-ids";
inline constexpr char kSourceGroupMimeType[] = "application/x-kaba-source-group";
/// What a drag of a group carries.
inline constexpr char kGroupMimeType[] = "application/x-kaba-group";

// The caller or the drag owns the data.
QMimeData* mimeOfPapers(const QStringList& papers, const GroupReference& source);
QMimeData* mimeOfGroup(const GroupReference& group);

QStringList papersOf(const QMimeData& data);
GroupReference sourceOf(const QMimeData& data);
GroupReference groupOf(const QMimeData& data);

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"
#include "ui/catalogue/marked_text.h"

#include <QColor>
#include <QList>
#include <QMetaType>
#include <QString>

namespace kaba {

struct TagChipData {
    qint64 id = 0;
    QString name;
    QColor colour;

    bool operator==(const TagChipData&) const = default;
};

/// What one row of the paper list shows, ready to draw.
struct ListedPaper {
    QString id = {};
    int number = 0; ///< 0: not one of the numbered papers
    MarkedText shortName = {}, title = {}, authors = {};
    QString venue = {};
    MarkedText snippet = {}; ///< where the hit is neither in title nor authors: the place, in its own words
    QString snippetField = {};
    Reading reading = Reading::Unread;
    QList<TagChipData> tags = {};
    bool loaded = true;

    bool operator==(const ListedPaper&) const = default;
};

} // namespace kaba

Q_DECLARE_METATYPE(kaba::ListedPaper)

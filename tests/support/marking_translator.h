// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace kaba::test {

/// Translates everything by a mark in front, so that a text that misses the switch of language is seen.
class MarkingTranslator : public QTranslator {
public:
    static constexpr QChar kMark{u'§'};

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        return QByteArray(context).startsWith("kaba") ? kMark + QString::fromUtf8(source) : QString();
    }
};

} // namespace kaba::test

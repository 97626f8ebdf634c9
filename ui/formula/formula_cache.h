// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>

namespace kaba {

/// Formulas that were drawn before: in memory, and in a folder where a file per formula holds the engine's answer.
/// A file that is damaged, or belongs to another formula or another version of the bundle, counts as missing.
class FormulaCache {
public:
    /// `version` tells bundles apart. An empty folder: memory only.
    FormulaCache(QString folder, QByteArray version);

    std::shared_ptr<const FormulaAnswer> find(const FormulaSource& source);
    /// Takes the engine's answer up. Only formulas that could be drawn go to the folder.
    std::shared_ptr<const FormulaAnswer> add(const FormulaSource& source, const QByteArray& json);

    /// Removes the files not used for longest, down to `keep`, once there are twice as many.
    void prune(int keep) const;

private:
    QString fileOf(const FormulaSource& source) const;

    QString m_folder;
    QByteArray m_version;
    QHash<FormulaSource, std::shared_ptr<const FormulaAnswer>> m_answers;
};

} // namespace kaba

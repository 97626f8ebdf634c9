// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/outline.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>
#include <optional>

namespace kaba {

class Library;

/// What the reader does to groupings of their own. Each call is saved, can be undone and is announced; a failure
/// is announced too and gives false or nothing. What is there already is no failure, and no step of undo either.
class GroupingEdits {
    Q_DECLARE_TR_FUNCTIONS(kaba::GroupingEdits)
public:
    /// Titles that the reader types are in `language`.
    GroupingEdits(Library& library, Language language)
        : m_library(library)
        , m_language(language)
    {}

    // Groupings. The new ones give their id.
    std::optional<QString> create(const QString& title);
    std::optional<QString> copy(const QString& grouping, const QString& title);
    bool rename(const QString& grouping, const QString& title);
    bool remove(const QString& grouping);

    // Groups, by their keys.
    std::optional<QString> addGroup(const QString& grouping, const QString& title, const GroupPlace& place);
    bool renameGroup(const QString& grouping, const QString& key, const QString& title);
    bool describeGroup(const QString& grouping, const QString& key, const Text& title,
                       const Text& description);
    bool moveGroup(const QString& grouping, const QString& key, const GroupPlace& place);
    bool removeGroup(const QString& grouping, const QString& key);

    // Papers.
    bool putPapers(const QString& grouping, const QString& key, const QStringList& papers);
    bool movePapers(const QString& grouping, const QString& from, const QString& to,
                    const QStringList& papers);
    /// Out of the group and what is below it; an empty key: out of every group.
    bool takePapers(const QString& grouping, const QString& key, const QStringList& papers);

private:
    using Edit = std::function<Result<Outline>(const Outline&)>;
    /// `what` is told of the outline before the edit.
    using What = std::function<QString(const Outline&)>;

    bool edit(const QString& grouping, const What& what, const Edit& edit);
    bool exchange(const QString& grouping, const std::optional<Outline>& before,
                  const std::optional<Outline>& after, const QString& what);
    static QString countOf(const QStringList& papers);
    QString nameOf(const Outline& outline, const QString& key) const;
    QString nameOf(const Text& title) const;
    Text typed(const QString& words, Text before = {}) const;

    Library& m_library;
    Language m_language;
};

} // namespace kaba

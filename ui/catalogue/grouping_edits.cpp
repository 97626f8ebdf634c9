// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/grouping_edits.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <memory>

namespace kaba {
namespace {

std::vector<std::string> idsOf(const QStringList& papers)
{
    std::vector<std::string> ids;
    ids.reserve(static_cast<std::size_t>(papers.size()));
    for (const QString& paper : papers)
        ids.push_back(paper.toStdString());
    return ids;
}

Error changedElsewhere()
{
    return {Error::Kind::Usage,
            {"Another window has changed this grouping since then, so nothing was changed here. Do it again "
             "by hand "
             "if you still want it.",
             "この分類はその後、別のウィンドウで変更されたため、ここでは何も変更しませんでした。"
             "必要なら、もう一度操作してください。"}};
}

} // namespace

QString GroupingEdits::countOf(const QStringList& papers)
{
    return papers.size() == 1 ? tr("1 paper") : tr("%1 papers").arg(papers.size());
}

QString GroupingEdits::nameOf(const Text& title) const { return inLanguage(filled(title), m_language); }

QString GroupingEdits::nameOf(const Outline& outline, const QString& key) const
{
    const OutlineGroup* group = findGroup(outline, key.toStdString());
    return group ? nameOf(group->title) : QString();
}

Text GroupingEdits::typed(const QString& words, Text before) const
{
    (m_language == Language::Japanese ? before.ja : before.en) = words.trimmed().toStdString();
    return before;
}

bool GroupingEdits::exchange(const QString& grouping, const std::optional<Outline>& before,
                             const std::optional<Outline>& after, const QString& what)
{
    using Value = std::shared_ptr<const std::optional<Outline>>;
    const auto swap = [&library = m_library, id = grouping.toStdString()](const Value& from,
                                                                          const Value& to) {
        const Result<bool> swapped = library.catalogue().exchangeOutline(id, *from, *to);
        if (!swapped)
            return Status(swapped.error());
        return *swapped ? Status(Done{}) : Status(changedElsewhere());
    };
    const Value first = std::make_shared<std::optional<Outline>>(before);
    const Value second = std::make_shared<std::optional<Outline>>(after);
    return m_library.perform(
        what, [=] { return swap(first, second); }, [=] { return swap(second, first); });
}

bool GroupingEdits::edit(const QString& grouping, const What& what, const Edit& edit)
{
    const Result<Outline> before = m_library.catalogue().outline(grouping.toStdString());
    if (!before) {
        m_library.complain(before.error());
        return false;
    }
    const Result<Outline> after = edit(*before);
    if (!after) {
        m_library.complain(after.error());
        return false;
    }
    return *after == *before || exchange(grouping, *before, *after, what(*before));
}

std::optional<QString> GroupingEdits::create(const QString& title)
{
    const Result<Outline> fresh = renamed({}, typed(title));
    if (!fresh) {
        m_library.complain(fresh.error());
        return {};
    }
    const QString id = qstring("own-" + newGroupKey());
    const bool made = exchange(id, {}, *fresh, tr("Made the grouping “%1”").arg(nameOf(fresh->title)));
    return made ? std::optional(id) : std::nullopt;
}

std::optional<QString> GroupingEdits::copy(const QString& grouping, const QString& title)
{
    const Result<Outline> original = m_library.catalogue().outline(grouping.toStdString());
    if (!original) {
        m_library.complain(original.error());
        return {};
    }
    const QString id = qstring("own-" + newGroupKey());
    const bool made = exchange(id, {}, copied(*original, typed(title)),
                               tr("Copied the grouping “%1”").arg(nameOf(original->title)));
    return made ? std::optional(id) : std::nullopt;
}

bool GroupingEdits::rename(const QString& grouping, const QString& title)
{
    return edit(
        grouping,
        [&](const Outline& outline) {
            return tr("Renamed the grouping “%1” to “%2”").arg(nameOf(outline.title), title);
        },
        [&](const Outline& outline) { return renamed(outline, typed(title, outline.title)); });
}

bool GroupingEdits::remove(const QString& grouping)
{
    const Result<Outline> before = m_library.catalogue().outline(grouping.toStdString());
    if (before)
        return exchange(grouping, *before, {}, tr("Deleted the grouping “%1”").arg(nameOf(before->title)));
    m_library.complain(before.error());
    return false;
}

std::optional<QString> GroupingEdits::addGroup(const QString& grouping, const QString& title,
                                               const GroupPlace& place)
{
    const OutlineGroup group{.key = newGroupKey(), .title = typed(title)};
    const bool made = edit(
        grouping, [&](const Outline&) { return tr("Made the group “%1”").arg(title); },
        [&](const Outline& outline) { return withGroup(outline, group, place); });
    return made ? std::optional(qstring(group.key)) : std::nullopt;
}

bool GroupingEdits::renameGroup(const QString& grouping, const QString& key, const QString& title)
{
    return edit(
        grouping,
        [&](const Outline& outline) {
            return tr("Renamed the group “%1” to “%2”").arg(nameOf(outline, key), title);
        },
        [&](const Outline& outline) {
            const OutlineGroup* group = findGroup(outline, key.toStdString());
            return withTitle(outline, key.toStdString(), typed(title, group ? group->title : Text()),
                             group ? group->description : Text());
        });
}

bool GroupingEdits::describeGroup(const QString& grouping, const QString& key, const Text& title,
                                  const Text& description)
{
    return edit(
        grouping,
        [&](const Outline& outline) { return tr("Changed the words of “%1”").arg(nameOf(outline, key)); },
        [&](const Outline& outline) { return withTitle(outline, key.toStdString(), title, description); });
}

bool GroupingEdits::moveGroup(const QString& grouping, const QString& key, const GroupPlace& place)
{
    return edit(
        grouping,
        [&](const Outline& outline) { return tr("Moved the group “%1”").arg(nameOf(outline, key)); },
        [&](const Outline& outline) { return withGroupMoved(outline, key.toStdString(), place); });
}

bool GroupingEdits::removeGroup(const QString& grouping, const QString& key)
{
    return edit(
        grouping,
        [&](const Outline& outline) { return tr("Deleted the group “%1”").arg(nameOf(outline, key)); },
        [&](const Outline& outline) { return withoutGroup(outline, key.toStdString()); });
}

bool GroupingEdits::putPapers(const QString& grouping, const QString& key, const QStringList& papers)
{
    return edit(
        grouping,
        [&](const Outline& outline) {
            return tr("Put %1 into “%2”").arg(countOf(papers), nameOf(outline, key));
        },
        [&](const Outline& outline) { return withPapers(outline, key.toStdString(), idsOf(papers)); });
}

bool GroupingEdits::movePapers(const QString& grouping, const QString& from, const QString& to,
                               const QStringList& papers)
{
    return edit(
        grouping,
        [&](const Outline& outline) {
            return tr("Moved %1 from “%2” to “%3”")
                .arg(countOf(papers), nameOf(outline, from), nameOf(outline, to));
        },
        [&](const Outline& outline) {
            return withPapersMoved(outline, from.toStdString(), to.toStdString(), idsOf(papers));
        });
}

bool GroupingEdits::takePapers(const QString& grouping, const QString& key, const QStringList& papers)
{
    return edit(
        grouping,
        [&](const Outline& outline) {
            return key.isEmpty() ? tr("Took %1 out of all groups").arg(countOf(papers))
                                 : tr("Took %1 out of “%2”").arg(countOf(papers), nameOf(outline, key));
        },
        [&](const Outline& outline) -> Result<Outline> {
            if (key.isEmpty())
                return withoutPapers(outline, idsOf(papers));
            return withoutPapers(outline, key.toStdString(), idsOf(papers));
        });
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"
#include "papers_db/paper_facts.h"
#include "papers_db/reader.h"
#include "papers_db/search.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace kaba {

/// A value of an enum, its name in files and tables, its words for a person.
template <class Enum>
struct Named {
    Enum value;
    std::string_view id;
    Label label;
};

template <class Enum>
std::span<const Named<Enum>> namesOf();

template <>
std::span<const Named<PaperKind>> namesOf();
template <>
std::span<const Named<CodeState>> namesOf();
template <>
std::span<const Named<Reading>> namesOf();
template <>
std::span<const Named<ResultStatus>> namesOf();
template <>
std::span<const Named<Relation::Kind>> namesOf();
template <>
std::span<const Named<Link::Kind>> namesOf();
template <>
std::span<const Named<Field>> namesOf();
template <>
std::span<const Named<NoteSubject::Kind>> namesOf();
template <>
std::span<const Named<Evidence>> namesOf();
template <>
std::span<const Named<Fact>> namesOf();
template <>
std::span<const Named<Likeness::By>> namesOf();

template <class Enum>
const Named<Enum>& named(Enum value)
{
    const std::span<const Named<Enum>> names = namesOf<Enum>();
    return *std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.value == value; });
}

template <class Enum>
std::string_view idOf(Enum value)
{
    return named(value).id;
}

template <class Enum>
std::optional<Enum> fromId(std::string_view id)
{
    for (const Named<Enum>& name : namesOf<Enum>())
        if (name.id == id)
            return name.value;
    return std::nullopt;
}

/// For text that a table's own rules or our own seeds vouch for: the first of the names where it is none.
template <class Enum>
Enum readId(std::string_view id)
{
    return fromId<Enum>(id).value_or(namesOf<Enum>().front().value);
}

} // namespace kaba

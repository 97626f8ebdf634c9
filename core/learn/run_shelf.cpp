// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_shelf.h"

#include "core/base/embedded_file.h"

#include <algorithm>
#include <set>

namespace kaba {
std::span<const EmbeddedFile> embeddedRuns();
}

namespace kaba::learn {

RunShelf::RunShelf(std::shared_ptr<RunStore> own)
    : m_own(std::move(own))
{}

std::optional<RunRecord> RunShelf::read(const std::string& name)
{
    if (const auto bytes = m_own ? m_own->find(name) : std::nullopt) {
        if (Result<RunRecord> record = readRun(*bytes, name))
            return *std::move(record);
        else
            m_notices.push_back(record.error().message);
    }
    const auto shipped = std::ranges::find(embeddedRuns(), name, &EmbeddedFile::name);
    if (shipped == embeddedRuns().end())
        return std::nullopt;
    Result<RunRecord> record = readRun(shipped->bytes, name);
    return record ? std::optional(*std::move(record)) : std::nullopt;
}

std::optional<RunRecord> RunShelf::finished(std::string_view settings, int seed)
{
    return read(runName(settings, static_cast<std::uint64_t>(seed)));
}

std::optional<RunRecord> RunShelf::paused(std::string_view settings, int seed)
{
    return read(pausedRunName(settings, static_cast<std::uint64_t>(seed)));
}

std::vector<RunRecord> RunShelf::allFinished()
{
    std::set<std::string> names;
    for (const EmbeddedFile& file : embeddedRuns())
        names.emplace(file.name);
    if (m_own)
        for (std::string& name : m_own->names())
            names.insert(std::move(name));
    std::vector<RunRecord> records;
    for (const std::string& name : names)
        if (name.ends_with(".run"))
            if (std::optional<RunRecord> record = read(name))
                records.push_back(*std::move(record));
    return records;
}

Status RunShelf::keep(const RunRecord& record)
{
    if (!m_own)
        return Done{};
    const std::string paused = pausedRunName(record.settings, record.seed);
    if (!record.ended())
        return m_own->keep(paused, runBytes(record));
    Status kept = m_own->keep(runName(record.settings, record.seed), runBytes(record));
    if (kept)
        m_own->forget(paused);
    return kept;
}

} // namespace kaba::learn

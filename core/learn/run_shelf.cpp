// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_shelf.h"

#include "core/base/embedded_file.h"

#include <algorithm>
#include <map>
#include <set>

namespace kaba {
std::span<const EmbeddedFile> embeddedRuns();
}

namespace kaba::learn {

namespace {

constexpr std::string_view kFinished = ".run";

/// The name of a finished run without its seed.
std::string stemOf(std::string_view name) { return std::string(name.substr(0, name.rfind('-'))); }

/// Those that come with the program, by name, without their weights. They are constants, read once.
const std::map<std::string, RunRecord>& shippedRuns()
{
    static const std::map<std::string, RunRecord> kRuns = [] {
        std::map<std::string, RunRecord> runs;
        for (const EmbeddedFile& file : embeddedRuns())
            if (file.name.ends_with(kFinished))
                if (Result<RunRecord> record = readRun(file.bytes, file.name)) {
                    record->weights = {};
                    runs.emplace(file.name, *std::move(record));
                }
        return runs;
    }();
    return kRuns;
}

} // namespace

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

std::vector<RunRecord> RunShelf::allFinished(std::span<const std::string> settings)
{
    std::set<std::string> stems;
    for (const std::string& text : settings)
        stems.insert(stemOf(runName(text, 1)));
    std::map<std::string, RunRecord> runs;
    for (const auto& [name, record] : shippedRuns())
        if (stems.contains(stemOf(name)))
            runs.emplace(name, record);
    for (const std::string& name : m_own ? m_own->names() : std::vector<std::string>())
        if (name.ends_with(kFinished) && stems.contains(stemOf(name)))
            if (std::optional<RunRecord> record = read(name))
                runs.insert_or_assign(name, *std::move(record));
    std::vector<RunRecord> records;
    records.reserve(runs.size());
    for (auto& [name, record] : runs)
        records.push_back(std::move(record));
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

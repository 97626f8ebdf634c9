// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "papers_db/catalogue.h"
#include "papers_db/synthetic.h"

#include <QTemporaryDir>

#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

namespace kaba {
namespace {

/// What a reader types, key by key.
constexpr std::array<std::string_view, 16> kTyped{
    "a",           "at", "att",  "atte",     "atten",          "attent",   "s",       "sta",
    "state space", "注", "注意", "状態空間", "transformer lo", "カーネル", "nystrom", "recurrent n"};

struct OpenLibrary {
    QTemporaryDir folder;
    std::unique_ptr<Catalogue> catalogue = {};
};

/// A library of its own with so many made-up papers beside the shipped ones.
Result<BenchmarkBody> searchIn(int syntheticPapers)
{
    const auto library = std::make_shared<OpenLibrary>();
    const std::filesystem::path folder = library->folder.path().toStdString();
    Result<Catalogue> fresh = Catalogue::open(folder);
    if (!fresh)
        return fresh.error();
    if (syntheticPapers > 0)
        if (Status added = addSyntheticPapers(folder, 1, syntheticPapers); !added)
            return added.error();
    library->catalogue = std::make_unique<Catalogue>(*std::move(fresh));
    return BenchmarkBody([library](std::size_t repetition) -> Status {
        const auto hits = library->catalogue->search(kTyped[repetition % kTyped.size()]);
        return hits ? Status(Done{}) : hits.error();
    });
}

} // namespace

std::vector<Benchmark> searchBenchmarks()
{
    return {{"search/39", [] { return searchIn(0); }}, {"search/100000", [] { return searchIn(100'000); }}};
}

} // namespace kaba

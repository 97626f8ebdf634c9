// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/synthetic.h"

#include "papers_db/failure.h"
#include "papers_db/library_file.h"
#include "papers_db/search_index.h"
#include "papers_db/shipped_facts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <span>

namespace kaba {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::span<const std::string_view>;

constexpr std::string_view kQualities[] = {
    "Efficient", "Scalable",     "Robust",     "Sparse",        "Structured", "Bayesian",
    "Deep",      "Neural",       "Stochastic", "Adaptive",      "Causal",     "Contrastive",
    "Federated", "Hierarchical", "Implicit",   "Low-Rank",      "Optimal",    "Recurrent",
    "Selective", "Variational",  "Linear",     "Probabilistic", "Nonconvex",  "Equivariant",
};
constexpr std::string_view kMatters[] = {
    "Attention",
    "State Space Models",
    "Kernels",
    "Transformers",
    "Graph Networks",
    "Gaussian Processes",
    "Diffusion",
    "Bandits",
    "Embeddings",
    "Autoencoders",
    "Normalizing Flows",
    "Recurrent Networks",
    "Time Series",
    "Policies",
    "Gradients",
    "Language Models",
    "Sampling",
    "Point Processes",
    "Matrix Factorization",
    "Memory",
    "Convolutions",
    "Differential Equations",
    "Hashing",
    "Tokenization",
};
constexpr std::string_view kEnds[] = {
    "with Provable Guarantees", "for Long Sequences", "in High Dimensions", "under Distribution Shift",
    "via Optimal Transport",    "from Few Examples",  "on Edge Devices",    "without Supervision",
    "by Nyström Sampling",      "for Forecasting",    "at Scale",           "with Missing Data",
};
constexpr std::string_view kJapaneseQualities[] = {"効率的な", "頑健な",   "疎な",     "構造化された",
                                                   "確率的な", "階層的な", "適応的な", "因果的な"};
constexpr std::string_view kJapaneseMatters[] = {
    "注意機構",   "状態空間モデル", "カーネル法", "再帰型ネットワーク",
    "時系列予測", "言語モデル",     "系列変換",   "記憶"};
constexpr std::string_view kGiven[] = {"Aiko",  "Bernd",   "Chloé", "Dmitri", "Elif",  "Farid",
                                       "Grace", "Hiroshi", "Inés",  "Jürgen", "Kenji", "Lucía"};
constexpr std::string_view kFamilies[] = {"Tanaka", "Krämer",  "Nguyen", "Smith",  "Gu",
                                          "Müller", "García",  "Zhang",  "Okafor", "Sørensen",
                                          "Sato",   "Ivanova", "Rossi",  "Kim"};

class Maker {
public:
    explicit Maker(std::uint64_t seed)
        : m_random(seed)
    {}

    Json paper(int number)
    {
        const bool japanese = below(5) == 0;
        Json authors = Json::array();
        for (std::size_t i = below(4) + 1; i > 0; --i)
            authors.push_back(author());
        return {{"id", fmt::format("synthetic-{}", number)},
                {"kind", "paper"},
                {"short_name", shortName()},
                {"title", japanese ? japaneseTitle(number) : englishTitle(number)},
                {"authors", std::move(authors)},
                {"venue", "Synthetic"},
                {"year", 1990 + static_cast<int>(below(35))}};
    }

private:
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(m_random() % limit); }
    std::string_view oneOf(Words words) { return words[below(words.size())]; }

    Json author()
    {
        const std::string given(oneOf(kGiven)), family(oneOf(kFamilies));
        return {{"name", given + " " + family}, {"given", given}, {"family", family}};
    }
    std::string shortName()
    {
        std::string name;
        for (std::size_t i = below(4) + 2; i > 0; --i)
            name += static_cast<char>('A' + static_cast<char>(below(26)));
        return name;
    }
    std::string englishTitle(int number)
    {
        return fmt::format("{} {} {} {}: Part {}", oneOf(kQualities), oneOf(kQualities), oneOf(kMatters),
                           oneOf(kEnds), number);
    }
    std::string japaneseTitle(int number)
    {
        return fmt::format("{}{}と{}の研究 {}", oneOf(kJapaneseQualities), oneOf(kJapaneseMatters),
                           oneOf(kJapaneseMatters), number);
    }

    std::mt19937_64 m_random;
};

} // namespace

std::string syntheticPapers(std::uint64_t seed, int first, int count)
{
    Maker maker(seed + static_cast<std::uint64_t>(first));
    Json papers = Json::array();
    for (int i = 0; i < count; ++i)
        papers.push_back(maker.paper(first + i));
    return papers.dump();
}

Status addSyntheticPapers(const std::filesystem::path& folder, std::uint64_t seed, int count)
{
    constexpr int kBatch = 1000;
    return attempt([&]() -> Status {
        Result<OpenedLibrary> library = openLibrary(folder);
        if (!library)
            return library.error();
        Database& database = *library->database;
        Transaction transaction(database);
        for (int first = 0; first < count; first += kBatch)
            insertPapers(database, syntheticPapers(seed, first, std::min(kBatch, count - first)), "reader",
                         kFirstReaderPosition + first);
        addToSearchIndex(database, kFirstReaderPosition, kFirstReaderPosition + count);
        transaction.commit();
        return Done{};
    });
}

Status addSyntheticNotes(const std::filesystem::path& folder, int count)
{
    return attempt([&]() -> Status {
        Result<OpenedLibrary> library = openLibrary(folder);
        if (!library)
            return library.error();
        Database& database = *library->database;
        Transaction transaction(database);
        for (int number = 0; number < count; ++number)
            run(database,
                "INSERT INTO note (kind, subject, markdown, revision, changed) VALUES ('paper', ?, ?, 1, ?)",
                fmt::format("synthetic-{}", number),
                fmt::format(
                    "# Note {0}\n\nRead the abstract only. The kernel of [[s4]] and of [[synthetic-{1}]] "
                    "decays alike; 減衰の速さを確かめる。\n\n- state {0}\n- 状態空間モデル {1}\n",
                    number, number / 2),
                "2026-01-31T09:05:00Z");
        transaction.commit();
        return Done{};
    });
}

} // namespace kaba

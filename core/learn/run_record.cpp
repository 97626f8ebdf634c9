// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_record.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>

namespace kaba::learn {
namespace {

constexpr std::string_view kFormat = "KABA-RUN";
constexpr std::uint32_t kVersion = 3;
constexpr std::uint32_t kFirstWithNorms = 2;
constexpr std::uint32_t kFirstWithShortTokens = 3; ///< tokens below 256 take a byte each
constexpr std::size_t kDigest = 64;                ///< letters of a SHA-256
constexpr std::size_t kHead = kFormat.size() + sizeof(std::uint32_t) + sizeof(std::uint64_t);

template <std::size_t size>
using Bits =
    std::conditional_t<size == 8, std::uint64_t, std::conditional_t<size == 4, std::uint32_t, std::uint8_t>>;

class Writer {
public:
    template <class T>
    void operator()(const T& number) requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    {
        const auto bits = std::bit_cast<Bits<sizeof(T)>>(number);
        for (std::size_t byte = 0; byte < sizeof(T); ++byte)
            bytes.push_back(static_cast<char>(bits >> (8 * byte)));
    }
    void operator()(const std::string& words)
    {
        (*this)(std::uint64_t{words.size()});
        bytes += words;
    }
    void operator()(const CurvePoint& point)
    {
        (*this)(std::int64_t{point.step});
        (*this)(point.value);
    }
    template <class T>
    void operator()(const std::vector<T>& items)
    {
        (*this)(std::uint64_t{items.size()});
        for (const T& item : items)
            (*this)(item);
    }

    void tokens(const std::vector<int>& items)
    {
        const bool fit = std::ranges::all_of(items, [](int token) { return token >= 0 && token < 256; });
        (*this)(std::uint8_t{fit});
        if (fit)
            (*this)(std::string(items.begin(), items.end()));
        else
            (*this)(items);
    }

    std::string bytes;
};

/// The mirror image. Past the end it reads zeros and says so.
class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_rest(bytes)
    {}

    template <class T>
    void operator()(T& number) requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    {
        using Whole = Bits<sizeof(T)>;
        Whole bits = 0;
        const std::string_view taken = take(sizeof(T));
        for (std::size_t byte = 0; byte < taken.size(); ++byte)
            bits = static_cast<Whole>(
                bits | static_cast<Whole>(static_cast<Whole>(static_cast<unsigned char>(taken[byte]))
                                          << (8 * byte)));
        number = std::bit_cast<T>(bits);
    }
    void operator()(std::string& words) { words = take(count(1)); }
    void operator()(CurvePoint& point)
    {
        (*this)(point.step);
        (*this)(point.value);
    }
    template <class T>
    void operator()(std::vector<T>& items)
    {
        items.resize(count(sizeof(T)));
        for (T& item : items)
            (*this)(item);
    }

    void tokens(std::vector<int>& items)
    {
        std::uint8_t fit = 0;
        (*this)(fit);
        if (fit == 0)
            return (*this)(items);
        std::string bytes;
        (*this)(bytes);
        items.clear();
        for (const char byte : bytes)
            items.push_back(static_cast<unsigned char>(byte));
    }

    bool complete() const { return !m_short && m_rest.empty(); }

private:
    std::string_view take(std::size_t size)
    {
        m_short = m_short || size > m_rest.size();
        const std::string_view taken = m_rest.substr(0, m_short ? 0 : size);
        m_rest.remove_prefix(taken.size());
        return taken;
    }
    /// A number of items that can still be there, so that nonsense cannot ask for all memory.
    std::size_t count(std::size_t size)
    {
        std::uint64_t items = 0;
        (*this)(items);
        m_short = m_short || items > m_rest.size() / size;
        return m_short ? 0 : static_cast<std::size_t>(items);
    }

    std::string_view m_rest;
    bool m_short = false;
};

/// Every field in the order of the file of that version.
template <class Visitor, class Record>
void visitFields(Visitor& visit, Record& record, std::uint32_t version)
{
    visit(record.settings);
    visit(record.seed);
    visit(record.program);
    visit(record.processor);
    visit(record.end);
    visit(record.seconds);
    visit(record.tokens);
    visit(record.losses);
    visit(record.accuracies);
    visit(record.pendingLoss);
    if (version >= kFirstWithShortTokens)
        visit.tokens(record.predictions);
    else
        visit(record.predictions);
    visit(record.steps);
    visit(record.weights);
    visit(record.mean);
    visit(record.square);
    if (version >= kFirstWithNorms)
        visit(record.norms);
}

Error refused(Text message) { return {Error::Kind::Input, std::move(message)}; }

Error damaged(std::string_view source)
{
    return refused(text("The run '{}' is damaged: its checksum does not match. Train it again.",
                        "学習記録「{}」は壊れている（チェックサムが合わない）。もう一度学習する。", source));
}

} // namespace

std::string runBytes(const RunRecord& record)
{
    Writer payload;
    visitFields(payload, record, kVersion);
    Writer file;
    file.bytes = kFormat;
    file(kVersion);
    file(std::uint64_t{payload.bytes.size()});
    file.bytes += payload.bytes;
    return file.bytes + sha256(file.bytes);
}

Result<RunRecord> readRun(std::string_view bytes, std::string_view source)
{
    if (!bytes.starts_with(kFormat) || bytes.size() < kHead)
        return refused(
            text("'{}' is not a training run of Kaba.", "「{}」は Kaba の学習記録ではない。", source));
    Reader head(bytes.substr(kFormat.size(), kHead - kFormat.size()));
    std::uint32_t version = 0;
    std::uint64_t size = 0;
    head(version);
    head(size);
    if (version > kVersion)
        return refused(text("The run '{}' was written by a newer Kaba (format {}): open it with that one.",
                            "学習記録「{}」は新しい Kaba のものである（形式 {}）。その Kaba で開く。", source,
                            version));
    if (bytes.size() < kHead + kDigest || size != bytes.size() - kHead - kDigest)
        return refused(text("The run '{}' is cut off or has grown. Train it again.",
                            "学習記録「{}」の長さが合わない。もう一度学習する。", source));
    if (sha256(bytes.substr(0, bytes.size() - kDigest)) != bytes.substr(bytes.size() - kDigest))
        return damaged(source);
    RunRecord record;
    Reader payload(bytes.substr(kHead, size));
    visitFields(payload, record, version);
    if (!payload.complete() || record.end > RunRecord::End::Diverged)
        return damaged(source);
    return record;
}

std::string runName(std::string_view settings, std::uint64_t seed)
{
    return fmt::format("{}-{}.run", sha256(settings).substr(0, 24), seed);
}

std::string pausedRunName(std::string_view settings, std::uint64_t seed)
{
    return runName(settings, seed) + ".part";
}

} // namespace kaba::learn

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/text_task.h"

#include "core/base/embedded_file.h"
#include "core/base/sha256.h"
#include "core/math/random.h"

#include <array>
#include <span>

namespace kaba {
std::span<const EmbeddedFile> embeddedTexts();
}

namespace kaba::contest {

using learn::Index;
using learn::TaskSet;

TextTask::TextTask(std::string_view given)
{
    const std::string_view text = given.empty() ? embeddedTexts().front().bytes : given;
    m_hash = sha256(text).substr(0, 16);
    std::array<int, 256> ids{};
    for (const char letter : text)
        ids[static_cast<unsigned char>(letter)] = 1;
    for (int& id : ids)
        id = id > 0 ? m_vocabulary++ : -1;
    for (const char letter : text)
        m_tokens.push_back(ids[static_cast<unsigned char>(letter)]);
}

Text TextTask::refusal() const
{
    constexpr std::size_t kLeast = 2000;
    if (m_tokens.size() >= kLeast)
        return {};
    return text("The text to learn has {} bytes: give at least {}, or none for that of the licence.",
                "学習する文章が {} バイトしかない。{} バイト以上を与えるか、空にしてライセンスの文章を使う。",
                m_tokens.size(), kLeast);
}

std::string TextTask::name() const { return "text-" + m_hash; }

TaskSet TextTask::windows(Index length, const std::vector<std::size_t>& places) const
{
    TaskSet task{
        .vocabulary = m_vocabulary, .sequences = static_cast<Index>(places.size()), .length = length};
    for (const std::size_t place : places) {
        const auto begin = m_tokens.begin() + static_cast<std::ptrdiff_t>(place);
        task.inputs.insert(task.inputs.end(), begin, begin + length);
        task.targets.insert(task.targets.end(), begin + 1, begin + length + 1);
    }
    task.scored = task.targets;
    return task;
}

TaskSet TextTask::training(Index length, Index count, std::uint64_t seed) const
{
    Random random(seed);
    const std::size_t end = m_tokens.size() * 9 / 10 - static_cast<std::size_t>(length);
    std::vector<std::size_t> places(static_cast<std::size_t>(count));
    for (std::size_t& place : places)
        place = random.below(end);
    return windows(length, places);
}

TaskSet TextTask::test(Index length, Index count) const
{
    const std::size_t begin = m_tokens.size() * 9 / 10;
    const std::size_t room = m_tokens.size() - begin - static_cast<std::size_t>(length) - 1;
    std::vector<std::size_t> places;
    for (Index i = 0; i < count; ++i)
        places.push_back(begin + room * static_cast<std::size_t>(i) / static_cast<std::size_t>(count));
    return windows(length, places);
}

} // namespace kaba::contest

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/learn/tasks.h"

#include <memory>
#include <string>
#include <string_view>

namespace kaba::contest {

/// The text that the reader gives to learn; without one, that of the licence.
inline constexpr TextParam kTrainingText{
    .id = "training-text",
    .label = {"Training: text", "学習：文章"},
    .help = {"What the models of the last view learn to continue, byte by byte: at least 2000 bytes. Empty: "
             "the text of the "
             "GNU General Public License, which comes with the program.",
             "最後のビューのモデルがバイト単位で続きを学ぶ文章です（2000 バイト以上）。空なら同梱の GNU "
             "General Public "
             "License の文章を使います。"},
};

/// A text cut in two: nine tenths to learn, the rest for the test. Ids are the ranks of the bytes that occur.
class TextTask {
public:
    /// Of kTrainingText's value.
    explicit TextTask(std::string_view given);

    /// Why it cannot be learned; empty: it can.
    Text refusal() const;
    int vocabulary() const { return m_vocabulary; }
    /// What the canonical text of a run names it by.
    std::string name() const;

    /// Windows of `length` tokens, every next one due: at random places of the first part, or evenly over the second.
    /// Requires that it is long enough, for windows of up to 150 tokens.
    learn::TaskSet training(learn::Index length, learn::Index count, std::uint64_t seed) const;
    learn::TaskSet test(learn::Index length, learn::Index count) const;

private:
    learn::TaskSet windows(learn::Index length, const std::vector<std::size_t>& places) const;

    std::string m_hash;
    std::vector<int> m_tokens;
    int m_vocabulary = 0;
};

} // namespace kaba::contest

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/random.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace kaba {

/// One choice for each of several things.
using Draw = std::vector<std::size_t>;

/// Draws in which any two choices for any two things meet at least once; thing i has counts[i] ≥ 1 choices. Greedy:
/// each draw is built around a pair that has not met, thing by thing in an order of chance, by what meets most anew.
/// Source: Cohen et al., The AETG system (1997).
class Pairwise {
public:
    Pairwise(std::vector<std::size_t> counts, Random& random);

    const std::vector<Draw>& draws() const { return m_draws; }

private:
    struct Choice {
        std::size_t thing, choice;
    };

    std::size_t placeOf(const Choice& one, const Choice& other) const
    {
        return (m_start[one.thing] + one.choice) * m_choices + m_start[other.thing] + other.choice;
    }
    bool met(const Choice& one, const Choice& other) const { return m_met[placeOf(one, other)]; }
    std::size_t pairsNewWith(const Choice& choice, const std::vector<Choice>& chosen) const;
    void complete(std::vector<Choice>& chosen, Random& random) const;
    void keep(const std::vector<Choice>& chosen);

    std::vector<std::size_t> m_counts;
    std::vector<std::size_t> m_start; ///< where a thing's choices begin among all
    std::size_t m_choices = 0;        ///< of all things together
    std::vector<bool> m_met;
    std::vector<Draw> m_draws;
};

inline Pairwise::Pairwise(std::vector<std::size_t> counts, Random& random)
    : m_counts(std::move(counts))
{
    for (const std::size_t count : m_counts) {
        m_start.push_back(m_choices);
        m_choices += count;
    }
    m_met.resize(m_choices * m_choices);
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        for (std::size_t j = i + 1; j < m_counts.size(); ++j)
            for (std::size_t a = 0; a < m_counts[i]; ++a)
                for (std::size_t b = 0; b < m_counts[j]; ++b)
                    if (!met({i, a}, {j, b})) {
                        std::vector<Choice> chosen{{i, a}, {j, b}};
                        complete(chosen, random);
                        keep(chosen);
                    }
}

inline std::size_t Pairwise::pairsNewWith(const Choice& choice, const std::vector<Choice>& chosen) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(chosen, [&](const Choice& other) { return !met(choice, other); }));
}

inline void Pairwise::complete(std::vector<Choice>& chosen, Random& random) const
{
    std::vector<std::size_t> rest;
    for (std::size_t thing = 0; thing < m_counts.size(); ++thing)
        if (thing != chosen[0].thing && thing != chosen[1].thing)
            rest.push_back(thing);
    for (std::size_t left = rest.size(); left > 1; --left)
        std::swap(rest[left - 1], rest[random.below(left)]);
    for (const std::size_t thing : rest) {
        Choice best{thing, random.below(m_counts[thing])};
        for (std::size_t choice = 0; choice < m_counts[thing]; ++choice)
            if (pairsNewWith({thing, choice}, chosen) > pairsNewWith(best, chosen))
                best.choice = choice;
        chosen.push_back(best);
    }
}

inline void Pairwise::keep(const std::vector<Choice>& chosen)
{
    Draw draw(m_counts.size());
    for (const Choice& one : chosen) {
        draw[one.thing] = one.choice;
        for (const Choice& other : chosen)
            m_met[placeOf(one, other)] = true;
    }
    m_draws.push_back(std::move(draw));
}

} // namespace kaba

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace kaba::learn {

/// How the optimiser treats a weight.
enum class WeightGroup {
    Dense,    ///< with weight decay
    Dynamics, ///< A, B and Δ of a state space: without decay, and no faster than its own limit
    Fixed,    ///< stays as it was drawn
};
inline constexpr std::size_t kWeightGroups = 3;

/// Where a weight stands in its Weights.
struct WeightRef {
    Shape shape = {};
    Index offset = 0;
};

/// All trained numbers of a model, one after another, so that optimiser, checkpoint and checksum see one array.
template <class Scalar>
class Weights {
public:
    struct Entry {
        std::string name; ///< unique, as "layer0.query.weight"
        WeightGroup group = WeightGroup::Dense;
        WeightRef ref = {};
    };

    /// Appends a weight; `draw` gives its initial values in order.
    WeightRef add(std::string name, Shape shape, WeightGroup group, const std::function<double()>& draw)
    {
        const WeightRef ref{shape, static_cast<Index>(m_values.size())};
        for (Index i = 0; i < shape.size(); ++i)
            m_values.push_back(static_cast<Scalar>(draw()));
        m_entries.push_back({std::move(name), group, ref});
        return ref;
    }

    std::span<Scalar> values() { return m_values; }
    std::span<const Scalar> values() const { return m_values; }
    std::span<const Entry> entries() const { return m_entries; }

private:
    std::vector<Scalar> m_values;
    std::vector<Entry> m_entries;
};

} // namespace kaba::learn

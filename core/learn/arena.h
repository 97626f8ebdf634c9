// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace kaba::learn {

using Index = std::ptrdiff_t;

/// Memory that is taken piece by piece and given back all at once. What one round of taking needed is one block in the
/// next, so rounds of the same size allocate once.
class Arena {
public:
    /// `count` objects' worth of raw memory that begins on a cache line, valid until clear(). Nothing is constructed.
    template <class T>
    T* take(Index count)
    {
        static_assert(alignof(T) <= kAlignment);
        return reinterpret_cast<T*>(takeBytes(static_cast<std::size_t>(count) * sizeof(T)));
    }
    /// Everything taken is given back; the memory is kept for the next round.
    void clear();
    /// Bytes held.
    std::size_t capacity() const;
    /// How often memory was asked of the system so far.
    std::size_t allocations() const { return m_allocations; }

private:
    static constexpr std::size_t kAlignment = 64;
    struct Free {
        void operator()(std::byte* memory) const;
    };
    struct Block {
        std::unique_ptr<std::byte, Free> memory;
        std::size_t size = 0;
    };

    std::byte* takeBytes(std::size_t count);
    void addBlock(std::size_t size);

    std::vector<Block> m_blocks;
    std::size_t m_used = 0; ///< of the last block
    std::size_t m_allocations = 0;
};

} // namespace kaba::learn

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/arena.h"

#include <algorithm>
#include <new>

namespace kaba::learn {

namespace {

constexpr std::size_t kSmallestBlock = std::size_t{1} << 20U;

} // namespace

void Arena::Free::operator()(std::byte* memory) const
{
    ::operator delete (memory, std::align_val_t{kAlignment});
}

void Arena::addBlock(std::size_t size)
{
    auto* memory = static_cast<std::byte*>(::operator new (size, std::align_val_t{kAlignment}));
    m_blocks.push_back({std::unique_ptr<std::byte, Free>(memory), size});
    m_used = 0;
    ++m_allocations;
}

std::byte* Arena::takeBytes(std::size_t count)
{
    const std::size_t rounded = (count + kAlignment - 1) / kAlignment * kAlignment;
    if (m_blocks.empty() || m_blocks.back().size - m_used < rounded)
        addBlock(std::max(rounded, std::max(kSmallestBlock, capacity())));
    std::byte* taken = m_blocks.back().memory.get() + m_used;
    m_used += rounded;
    return taken;
}

void Arena::clear()
{
    if (m_blocks.size() > 1) {
        const std::size_t all = capacity();
        m_blocks.clear();
        addBlock(all);
    }
    m_used = 0;
}

std::size_t Arena::capacity() const
{
    std::size_t total = 0;
    for (const Block& block : m_blocks)
        total += block.size;
    return total;
}

} // namespace kaba::learn

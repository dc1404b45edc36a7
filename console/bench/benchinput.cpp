// SPDX-License-Identifier: MIT
#include "console/bench/benchinput.h"

#include <algorithm>
#include <tuple>

namespace sealcord {

std::span<std::byte> BenchInput::space(std::span<std::byte> shared)
{
    const auto size = m_front.size();
    if (!completesInPlace(shared)) {
        std::ranges::copy(m_front.bytes(), shared.begin());
        return shared.subspan(size);
    }
    const auto room = m_front.extend(m_needed - size);
    m_front.truncate(size);
    return room;
}

std::span<std::byte> BenchInput::filled(std::size_t count, std::span<std::byte> shared)
{
    if (!completesInPlace(shared))
        return shared.first(m_front.size() + count);
    std::ignore = m_front.extend(count);
    return m_front.bytes();
}

void BenchInput::keep(std::span<const std::byte> rest, std::size_t needed)
{
    m_needed = needed;
    if (!rest.empty() && rest.data() == m_front.bytes().data())
        return;
    m_front.clear();
    if (rest.empty())
        return;
    m_front.reserve(needed);
    m_front.append(rest);
}

void BenchInput::release()
{
    m_front.release();
    m_needed = 0;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/control/linesplitter.h"

#include <algorithm>
#include <utility>

namespace sealcord {

void LineSplitter::take(std::string_view bytes)
{
    if (m_isTooLong)
        return;
    m_bytes.erase(0, m_begin);
    m_searched -= std::exchange(m_begin, 0);
    m_bytes += bytes;
}

std::expected<std::optional<std::string_view>, LineSplitter::TooLong> LineSplitter::next()
{
    if (m_isTooLong)
        return std::unexpected(TooLong{});
    const auto end = m_bytes.find('\n', m_searched);
    const auto length = std::min(end, m_bytes.size()) - m_begin;
    if (length > m_most) {
        m_isTooLong = true;
        m_bytes = {};
        return std::unexpected(TooLong{});
    }
    if (end == std::string::npos) {
        m_searched = m_bytes.size();
        return std::nullopt;
    }
    m_searched = end + 1;
    return std::string_view(m_bytes).substr(std::exchange(m_begin, end + 1), length);
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/text/bytesearcher.h"

#include <algorithm>
#include <cstring>

namespace sealcord {

namespace {

bool isUpper(std::byte byte)
{
    return byte >= std::byte{'A'} && byte <= std::byte{'Z'};
}

std::byte folded(std::byte byte)
{
    return isUpper(byte) ? byte | std::byte{0x20} : byte;
}

bool isLetter(std::byte byte)
{
    return isUpper(byte & ~std::byte{0x20});
}

/// The failure function of Knuth, Morris and Pratt.
std::vector<std::size_t> bordersOf(std::span<const std::byte> pattern)
{
    std::vector<std::size_t> borders(pattern.size());
    std::size_t length = 0;
    for (std::size_t at = 1; at < pattern.size(); ++at) {
        while (length > 0 && pattern[at] != pattern[length])
            length = borders[length - 1];
        if (pattern[at] == pattern[length])
            ++length;
        borders[at] = length;
    }
    return borders;
}

} // namespace

ByteSearcher::ByteSearcher(std::span<const std::byte> pattern, bool ignoresCase)
    : m_pattern(pattern.begin(), pattern.end())
{
    if (!ignoresCase || std::ranges::none_of(m_pattern, isLetter))
        return;
    std::ranges::transform(m_pattern, m_pattern.begin(), folded);
    m_borders = bordersOf(m_pattern);
}

std::size_t ByteSearcher::find(std::span<const std::byte> content) const
{
    if (content.size() < length())
        return content.size();
    return m_borders.empty() ? findExact(content) : findInAnyCase(content);
}

// memmem() bounds what a byte of the content costs, which a search by Boyer, Moore and their
// followers does not.
std::size_t ByteSearcher::findExact(std::span<const std::byte> content) const
{
    const auto *at = ::memmem(content.data(), content.size(), m_pattern.data(), m_pattern.size());
    if (at == nullptr)
        return content.size();
    return static_cast<std::size_t>(static_cast<const std::byte *>(at) - content.data());
}

std::size_t ByteSearcher::findInAnyCase(std::span<const std::byte> content) const
{
    std::size_t matched = 0;
    for (std::size_t at = 0; at < content.size(); ++at) {
        const auto byte = folded(content[at]);
        while (matched > 0 && byte != m_pattern[matched])
            matched = m_borders[matched - 1];
        if (byte == m_pattern[matched])
            ++matched;
        if (matched == m_pattern.size())
            return at + 1 - matched;
    }
    return content.size();
}

} // namespace sealcord

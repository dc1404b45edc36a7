// SPDX-License-Identifier: MIT
#include "core/text/bytesearcher.h"

#include <algorithm>

namespace sealcord {

namespace {

std::byte folded(std::byte byte)
{
    return byte >= std::byte{'A'} && byte <= std::byte{'Z'} ? byte | std::byte{0x20} : byte;
}

} // namespace

std::size_t ByteSearcher::FoldedHash::operator()(std::byte byte) const
{
    return std::to_integer<std::size_t>(folded(byte));
}

bool ByteSearcher::FoldedEqual::operator()(std::byte a, std::byte b) const
{
    return folded(a) == folded(b);
}

ByteSearcher::ByteSearcher(std::span<const std::byte> pattern, bool ignoresCase)
    : m_length(pattern.size())
    , m_exact(pattern.begin(), pattern.end())
    , m_inAnyCase(pattern.begin(), pattern.end())
    , m_ignoresCase(ignoresCase)
{ }

std::size_t ByteSearcher::find(std::span<const std::byte> content) const
{
    const auto found = m_ignoresCase ? std::search(content.begin(), content.end(), m_inAnyCase)
                                     : std::search(content.begin(), content.end(), m_exact);
    return static_cast<std::size_t>(found - content.begin());
}

} // namespace sealcord

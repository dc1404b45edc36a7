// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// Finds one pattern again and again, in a time that grows with the content alone: a stranger
/// chooses what is searched, and often knows what is looked for. For any thread.
class ByteSearcher
{
public:
    /// \a pattern has at least a byte. \a ignoresCase: ASCII's letters are found in both cases.
    ByteSearcher(std::span<const std::byte> pattern, bool ignoresCase);

    [[nodiscard]] std::size_t length() const { return m_pattern.size(); }

    /// Where the pattern stands first; content.size() for nowhere.
    [[nodiscard]] std::size_t find(std::span<const std::byte> content) const;

private:
    [[nodiscard]] std::size_t findExact(std::span<const std::byte> content) const;
    [[nodiscard]] std::size_t findInAnyCase(std::span<const std::byte> content) const;

    std::vector<std::byte> m_pattern; ///< in lower case where case does not matter
    /// How long a beginning of the pattern its first n + 1 bytes end with; none where case matters.
    std::vector<std::size_t> m_borders;
};

} // namespace sealcord

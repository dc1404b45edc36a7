// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace sealcord {

/// Finds one pattern again and again (Horspool). For any thread.
class ByteSearcher
{
public:
    /// \a pattern has at least a byte and outlives this. \a ignoresCase: ASCII's letters are found
    /// in both cases.
    ByteSearcher(std::span<const std::byte> pattern, bool ignoresCase);

    [[nodiscard]] std::size_t length() const { return m_length; }

    /// Where the pattern stands first; content.size() for nowhere.
    [[nodiscard]] std::size_t find(std::span<const std::byte> content) const;

private:
    using Iterator = std::span<const std::byte>::iterator;

    struct FoldedHash {
        std::size_t operator()(std::byte byte) const;
    };
    struct FoldedEqual {
        bool operator()(std::byte a, std::byte b) const;
    };

    std::size_t m_length;
    std::boyer_moore_horspool_searcher<Iterator> m_exact;
    std::boyer_moore_horspool_searcher<Iterator, FoldedHash, FoldedEqual> m_inAnyCase;
    bool m_ignoresCase;
};

} // namespace sealcord

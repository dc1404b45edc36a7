// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <vector>

namespace sealcord {

struct TrafficRow;

/// Where a filter is wrong, and how.
struct FilterError {
    qsizetype offset = 0; ///< of the wrong word, in UTF-16 units
    qsizetype length = 0; ///< may be 0 at the end of the text
    QString text; ///< one sentence without a full stop, translated
};

/// A stretch of a message's content, in bytes.
struct ContentRange {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Which messages and events are shown: docs/filters.md. A value; copies share what was parsed.
/// May be used by several threads at once.
class Filter
{
public:
    Filter() = default; ///< matches everything

    [[nodiscard]] static std::expected<Filter, FilterError> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_root == nullptr; }
    [[nodiscard]] const QString &text() const { return m_text; }

    /// Whether \a row, a message or an event, passes. Bounded time for each byte of it.
    [[nodiscard]] bool matches(const TrafficRow &row) const;

    /// Where in \a content the terms stand that look at it (text, hex) and are not negated: in
    /// order, not overlapping, the first \a most.
    [[nodiscard]] std::vector<ContentRange> highlights(
        std::span<const std::byte> content, std::size_t most) const;

    class Node;

private:
    std::shared_ptr<const Node> m_root;
    QString m_text;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filterfield.h"
#include "core/traffic/trafficrow.h"

#include <QByteArray>
#include <QRegularExpression>

#include <functional>

namespace sealcord {

/// A part of a filter: a term, or what joins terms. Immutable once made.
class Filter::Node
{
public:
    Node() = default;
    virtual ~Node() = default;
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;

    [[nodiscard]] virtual bool matches(const TrafficRow &row) const = 0;
    /// Appends where in \a content the terms stand that look at it, each term's in order, the
    /// first \a most of each.
    virtual void find(std::span<const std::byte> /*content*/, std::size_t /*most*/,
        std::vector<ContentRange> & /*found*/) const
    { }
};

using FilterNode = std::unique_ptr<const Filter::Node>;

/// All of \a nodes, or with \a isAny one of them at least.
[[nodiscard]] FilterNode joinedNode(std::vector<FilterNode> nodes, bool isAny);
[[nodiscard]] FilterNode negatedNode(FilterNode node);
/// What \a test says of a row.
[[nodiscard]] FilterNode testNode(std::function<bool(const TrafficRow &)> test);
/// Whether the content contains \a bytes, which are some.
[[nodiscard]] FilterNode containsNode(const QByteArray &bytes);
/// Whether the content is \a bytes or, with \a isNot, is not.
[[nodiscard]] FilterNode equalsNode(const QByteArray &bytes, bool isNot);
/// Whether the beginning of the content matches \a expression.
[[nodiscard]] FilterNode matchesNode(const QRegularExpression &expression);

/// A regular expression looks at this much of a content, in bytes: backtracking may take time with
/// the square of it.
constexpr std::size_t expressionReach = std::size_t(16) * 1024;
/// How often a regular expression may go back and try again before it counts as not matching.
constexpr int expressionPatience = 10'000;

} // namespace sealcord

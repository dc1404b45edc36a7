// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filternode.h"

#include "core/text/bytesearcher.h"
#include "core/text/byteview.h"

#include <QString>
#include <QStringConverter>

#include <algorithm>

namespace sealcord {

namespace {

class Joined final : public Filter::Node
{
public:
    Joined(std::vector<FilterNode> nodes, bool isAny)
        : m_nodes(std::move(nodes))
        , m_isAny(isAny)
    { }

    bool matches(const TrafficRow &row) const override
    {
        const auto holds = [&row](const FilterNode &node) { return node->matches(row); };
        return m_isAny ? std::ranges::any_of(m_nodes, holds) : std::ranges::all_of(m_nodes, holds);
    }

    void find(std::span<const std::byte> content, std::size_t most,
        std::vector<ContentRange> &found) const override
    {
        for (const auto &node : m_nodes)
            node->find(content, most, found);
    }

private:
    const std::vector<FilterNode> m_nodes;
    const bool m_isAny;
};

class Negated final : public Filter::Node
{
public:
    explicit Negated(FilterNode node)
        : m_node(std::move(node))
    { }

    bool matches(const TrafficRow &row) const override { return !m_node->matches(row); }

private:
    const FilterNode m_node;
};

class Test final : public Filter::Node
{
public:
    explicit Test(std::function<bool(const TrafficRow &)> test)
        : m_test(std::move(test))
    { }

    bool matches(const TrafficRow &row) const override { return m_test(row); }

private:
    const std::function<bool(const TrafficRow &)> m_test;
};

class ContainsBytes final : public Filter::Node
{
public:
    explicit ContainsBytes(const QByteArray &bytes)
        : m_searcher(std::as_bytes(std::span(bytes)), false)
    { }

    bool matches(const TrafficRow &row) const override
    {
        return m_searcher.find(row.content) < row.content.size();
    }

    void find(std::span<const std::byte> content, std::size_t most,
        std::vector<ContentRange> &found) const override
    {
        const auto length = m_searcher.length();
        for (std::size_t from = 0, count = 0; count < most; ++count) {
            const auto rest = content.subspan(from);
            const auto at = m_searcher.find(rest);
            if (at == rest.size())
                return;
            found.push_back({from + at, length});
            from += at + length;
        }
    }

private:
    const ByteSearcher m_searcher;
};

class EqualsBytes final : public Filter::Node
{
public:
    EqualsBytes(const QByteArray &bytes, bool isNot)
        : m_bytes(bytes)
        , m_isNot(isNot)
    { }

    bool matches(const TrafficRow &row) const override
    {
        return (byteView(row.content) == m_bytes) != m_isNot;
    }

    void find(std::span<const std::byte> content, std::size_t /*most*/,
        std::vector<ContentRange> &found) const override
    {
        if (!m_isNot && byteView(content) == m_bytes)
            found.push_back({0, content.size()});
    }

private:
    const QByteArray m_bytes;
    const bool m_isNot;
};

/// The beginning of a content as a regular expression sees it, and back from characters to bytes.
class Seen
{
public:
    explicit Seen(std::span<const std::byte> content)
    {
        auto bytes = byteView(content.first(std::min(content.size(), expressionReach)));
        // Not into the middle of a character, at most three bytes of which may be left over.
        if (std::size_t(bytes.size()) < content.size()) {
            auto whole = bytes;
            while (bytes.size() - whole.size() < 3 && (whole.back() & 0xc0) == 0x80)
                whole.chop(1);
            if ((whole.back() & 0xc0) == 0xc0)
                bytes = whole.chopped(1);
        }
        m_isUtf8 = bytes.isValidUtf8();
        m_text = m_isUtf8 ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
    }

    [[nodiscard]] const QString &text() const { return m_text; }

    /// The bytes that the characters [\a begin, \a end) are.
    [[nodiscard]] std::size_t bytes(qsizetype begin, qsizetype end) const
    {
        const auto part = QStringView(m_text).sliced(begin, end - begin);
        return std::size_t(m_isUtf8 ? part.toUtf8().size() : part.size());
    }

private:
    QString m_text;
    bool m_isUtf8 = false;
};

class MatchesExpression final : public Filter::Node
{
public:
    explicit MatchesExpression(const QRegularExpression &expression)
        : m_expression(expression)
    { }

    bool matches(const TrafficRow &row) const override
    {
        return m_expression.match(Seen(row.content).text()).hasMatch();
    }

    void find(std::span<const std::byte> content, std::size_t most,
        std::vector<ContentRange> &found) const override
    {
        const Seen seen(content);
        auto matches = m_expression.globalMatch(seen.text());
        qsizetype position = 0;
        std::size_t offset = 0;
        for (std::size_t count = 0; count < most && matches.hasNext();) {
            const auto match = matches.next();
            if (match.capturedLength() == 0)
                continue; // matches, but there is nothing to light
            offset += seen.bytes(position, match.capturedStart());
            const auto length = seen.bytes(match.capturedStart(), match.capturedEnd());
            found.push_back({offset, length});
            offset += length;
            position = match.capturedEnd();
            ++count;
        }
    }

private:
    const QRegularExpression m_expression;
};

} // namespace

FilterNode joinedNode(std::vector<FilterNode> nodes, bool isAny)
{
    if (nodes.size() == 1)
        return std::move(nodes.front());
    return std::make_unique<Joined>(std::move(nodes), isAny);
}

FilterNode negatedNode(FilterNode node)
{
    return std::make_unique<Negated>(std::move(node));
}

FilterNode testNode(std::function<bool(const TrafficRow &)> test)
{
    return std::make_unique<Test>(std::move(test));
}

FilterNode containsNode(const QByteArray &bytes)
{
    return std::make_unique<ContainsBytes>(bytes);
}

FilterNode equalsNode(const QByteArray &bytes, bool isNot)
{
    return std::make_unique<EqualsBytes>(bytes, isNot);
}

FilterNode matchesNode(const QRegularExpression &expression)
{
    return std::make_unique<MatchesExpression>(expression);
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "widgets/message/jsontree.h"

#include "core/text/byteview.h"

#include <QByteArray>
#include <QJsonDocument>

#include <algorithm>
#include <string_view>
#include <utility>

namespace sealcord {

namespace {

constexpr auto notKept = ~std::uint32_t(0);

// Finds where the values stand in a text that is known to be JSON: it judges nothing.
class JsonScanner
{
public:
    explicit JsonScanner(std::string_view text)
        : m_text(text)
    { }

    std::optional<JsonTree> scan(const std::stop_token &stop);

private:
    struct Open {
        std::uint32_t node = notKept;
        bool isObject = false;
        std::uint32_t childCount = 0;
    };

    std::uint32_t add(JsonNode::Type type, std::size_t length);
    void open(bool isObject);
    void close();
    void scanString();
    void scanScalar();

    std::string_view m_text;
    std::size_t m_at = 0;
    JsonTree m_tree;
    std::vector<Open> m_open;
    ContentRange m_key;
    bool m_isKeyNext = false;
};

std::uint32_t JsonScanner::add(JsonNode::Type type, std::size_t length)
{
    const auto key = std::exchange(m_key, {});
    if (m_tree.nodes.size() >= JsonTree::maxNodes
        || (!m_open.empty() && m_open.back().node == notKept)) {
        m_tree.isComplete = false;
        return notKept;
    }
    const auto index = static_cast<std::uint32_t>(m_tree.nodes.size());
    JsonNode node{.type = type, .key = key, .value = {m_at, length}};
    if (!m_open.empty()) {
        node.parent = m_open.back().node;
        node.row = m_open.back().childCount++;
    }
    m_tree.nodes.push_back(node);
    return index;
}

void JsonScanner::open(bool isObject)
{
    const auto node = add(isObject ? JsonNode::Type::Object : JsonNode::Type::Array, 1);
    m_open.push_back({node, isObject});
    m_isKeyNext = isObject;
    ++m_at;
}

void JsonScanner::close()
{
    ++m_at;
    const auto closed = m_open.back();
    m_open.pop_back();
    if (closed.node == notKept)
        return;
    auto &node = m_tree.nodes[closed.node];
    node.value.length = m_at - node.value.offset;
    node.childCount = closed.childCount;
}

void JsonScanner::scanString()
{
    auto end = m_at + 1;
    while (m_text[end] != '"')
        end += m_text[end] == '\\' ? 2U : 1U;
    const auto length = end + 1 - m_at;
    if (m_isKeyNext)
        m_key = {m_at, length};
    else
        add(JsonNode::Type::String, length);
    m_at += length;
}

void JsonScanner::scanScalar()
{
    const auto end = std::min(m_text.find_first_of(",]} \t\r\n", m_at), m_text.size());
    const auto first = m_text[m_at];
    const bool isNumber = first == '-' || (first >= '0' && first <= '9');
    add(isNumber ? JsonNode::Type::Number : JsonNode::Type::Literal, end - m_at);
    m_at = end;
}

std::optional<JsonTree> JsonScanner::scan(const std::stop_token &stop)
{
    if (m_text.starts_with("\xef\xbb\xbf"))
        m_at = 3; // a byte order mark, which Qt's parser takes too
    while (m_at < m_text.size()) {
        if (stop.stop_requested())
            return std::nullopt;
        switch (m_text[m_at]) {
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            ++m_at;
            break;
        case ':':
            m_isKeyNext = false;
            ++m_at;
            break;
        case ',':
            m_isKeyNext = m_open.back().isObject;
            ++m_at;
            break;
        case '{':
        case '[':
            open(m_text[m_at] == '{');
            break;
        case '}':
        case ']':
            close();
            break;
        case '"':
            scanString();
            break;
        default:
            scanScalar();
        }
    }
    return std::move(m_tree);
}

// The children of one parent need not follow each other in the text.
void listChildren(JsonTree &tree)
{
    std::uint32_t begin = 0;
    for (auto &node : tree.nodes) {
        node.firstChild = begin;
        begin += node.childCount;
    }
    tree.children.resize(begin);
    for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
        const auto &node = tree.nodes[i];
        tree.children[tree.nodes[node.parent].firstChild + node.row] = i;
    }
}

} // namespace

std::uint32_t JsonTree::nodeAt(std::size_t offset) const
{
    const auto begin = [](const JsonNode &node) {
        return node.key.length > 0 ? node.key.offset : node.value.offset;
    };
    std::uint32_t at = 0;
    for (;;) {
        const auto &node = nodes[at];
        const std::span list(children.data() + node.firstChild, node.childCount);
        const auto after = std::ranges::partition_point(
            list, [&](std::uint32_t child) { return begin(nodes[child]) <= offset; });
        if (after == list.begin())
            return at;
        const auto &child = nodes[*(after - 1)];
        if (offset >= child.value.offset + child.value.length)
            return at;
        at = *(after - 1);
    }
}

std::optional<JsonTree> parseJson(std::span<const std::byte> bytes, const std::stop_token &stop)
{
    const auto text = byteView(bytes);
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &error);
    if (error.error != QJsonParseError::NoError || document.isNull() || stop.stop_requested())
        return std::nullopt;
    auto tree = JsonScanner({text.data(), bytes.size()}).scan(stop);
    if (tree)
        listChildren(*tree);
    return tree;
}

} // namespace sealcord

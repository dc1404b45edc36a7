// SPDX-License-Identifier: MIT
#include "widgets/message/jsonmodel.h"

#include "core/text/figures.h"
#include "core/text/visibletext.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

JsonModel::JsonModel(QObject *parent)
    : QAbstractItemModel(parent)
{ }

void JsonModel::setTree(JsonTree tree, std::span<const std::byte> bytes, TrafficMemory memory)
{
    beginResetModel();
    m_tree = std::move(tree);
    m_bytes = bytes;
    m_memory = std::move(memory);
    endResetModel();
}

void JsonModel::clear()
{
    if (!m_tree.nodes.empty())
        setTree({}, {}, {});
}

const JsonNode &JsonModel::node(const QModelIndex &index) const
{
    return m_tree.nodes[index.internalId()];
}

ContentRange JsonModel::range(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const auto &at = node(index);
    const auto begin = at.key.length > 0 ? at.key.offset : at.value.offset;
    return {begin, at.value.offset + at.value.length - begin};
}

QModelIndex JsonModel::indexAt(std::size_t offset) const
{
    if (m_tree.nodes.empty())
        return {};
    const auto at = m_tree.nodeAt(offset);
    return createIndex(static_cast<int>(m_tree.nodes[at].row), Name, quintptr(at));
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    const auto child = m_tree.children[node(parent).firstChild + static_cast<std::uint32_t>(row)];
    return createIndex(row, column, quintptr(child));
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    const auto parent = node(index).parent;
    return createIndex(static_cast<int>(m_tree.nodes[parent].row), Name, quintptr(parent));
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_tree.nodes.empty() ? 0 : 1;
    return parent.column() == Name ? static_cast<int>(node(parent).childCount) : 0;
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return Value + 1;
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    return index.column() == Name ? nameText(node(index)) : valueText(node(index));
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

QString JsonModel::nameText(const JsonNode &node) const
{
    if (&node == m_tree.nodes.data())
        return tr("Message");
    return node.key.length > 0 ? shown(node.key) : u"[%1]"_s.arg(node.row);
}

QString JsonModel::valueText(const JsonNode &node) const
{
    switch (node.type) {
    case JsonNode::Type::Object:
        return u"{ %1 }"_s.arg(formatCount(node.childCount));
    case JsonNode::Type::Array:
        return u"[ %1 ]"_s.arg(formatCount(node.childCount));
    case JsonNode::Type::String:
    case JsonNode::Type::Number:
    case JsonNode::Type::Literal:
        break;
    }
    return shown(node.value);
}

QString JsonModel::shown(ContentRange range) const
{
    constexpr qsizetype most = 1000;
    return previewText(m_bytes.subspan(range.offset, range.length), most);
}

} // namespace sealcord

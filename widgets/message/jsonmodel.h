// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"
#include "widgets/message/jsontree.h"

#include <QAbstractItemModel>
#include <QString>

namespace sealcord {

/// The values of a JSON text as a tree of two columns, the root its only row. Texts are made when
/// they are looked at. Belongs to one thread.
class JsonModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Value };

    explicit JsonModel(QObject *parent = nullptr);

    /// Shows \a tree, made of \a bytes, which \a memory keeps alive.
    void setTree(JsonTree tree, std::span<const std::byte> bytes, TrafficMemory memory);
    void clear();
    [[nodiscard]] bool isComplete() const { return m_tree.isComplete; }

    /// Where \a index stands in the bytes, from its key to the end of its value.
    [[nodiscard]] ContentRange range(const QModelIndex &index) const;
    /// The innermost value at \a offset; invalid where the tree is empty.
    [[nodiscard]] QModelIndex indexAt(std::size_t offset) const;

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const JsonNode &node(const QModelIndex &index) const;
    [[nodiscard]] QString nameText(const JsonNode &node) const;
    [[nodiscard]] QString valueText(const JsonNode &node) const;
    [[nodiscard]] QString shown(ContentRange range) const;

    JsonTree m_tree;
    std::span<const std::byte> m_bytes;
    TrafficMemory m_memory;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// What the first bytes of something are when they are taken for a value of one type.
struct InspectedValue {
    QString type;
    QString littleEndian; ///< empty where there are too few bytes, or for a time that has no date
    QString bigEndian;
};

/// \a bytes taken for integers and floats of all sizes and for times, in this order. As many values
/// whatever the bytes are.
[[nodiscard]] std::vector<InspectedValue> inspect(std::span<const std::byte> bytes);

/// The result of inspect() as a table.
class InspectorModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Type, LittleEndian, BigEndian };

    explicit InspectorModel(QObject *parent = nullptr);

    void setBytes(std::span<const std::byte> bytes); ///< those from the cursor on; not kept

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<InspectedValue> m_values;
};

} // namespace sealcord

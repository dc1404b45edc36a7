// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"
#include "widgets/list/listdelegate.h"

#include <QByteArray>
#include <QList>
#include <QModelIndex>
#include <QObject>
#include <QPalette>
#include <QString>

#include <functional>

namespace sealcord {

/// Draws the rows of a TrafficModel: direction and level in their colours, gaps across the row,
/// marks with their notes, and lit what the filter and the search look for.
class TrafficDelegate final : public ListDelegate
{
    Q_OBJECT

public:
    using RowTest = std::function<bool(const TrafficRow &)>;

    explicit TrafficDelegate(const TrafficModel &model, QObject *parent = nullptr);

    /// Which sent messages the kernel has not taken yet.
    void setWaiting(RowTest isWaiting) { m_isWaiting = std::move(isWaiting); }
    /// Lights \a needle too, whatever its case in ASCII.
    void setNeedle(const QByteArray &needle) { m_needle = needle; }

protected:
    [[nodiscard]] QString text(const QModelIndex &index) const override;
    [[nodiscard]] CellLook look(
        const QModelIndex &index, const QString &text, const QPalette &palette) const override;

private:
    [[nodiscard]] QString markPrefix(const TrafficRow &row) const;
    [[nodiscard]] QList<TextRange> lit(const TrafficRow &row, qsizetype prefix) const;

    const TrafficModel &m_model;
    RowTest m_isWaiting;
    QByteArray m_needle;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"

#include <QIdentityProxyModel>

namespace sealcord {

/// The rows of a TrafficModel that holds events only, with columns named for them: where messages
/// have their direction, events have their level.
class EventColumns final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    static constexpr int level = TrafficModel::DirectionColumn;

    /// \a model outlives this.
    explicit EventColumns(TrafficModel &model, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    const TrafficModel &m_model;
};

} // namespace sealcord

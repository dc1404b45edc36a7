// SPDX-License-Identifier: MIT
#include "widgets/traffic/cellfield.h"

#include "core/traffic/models/trafficmodel.h"

namespace sealcord {

FilterField fieldOf(const TrafficRow &row, int column)
{
    const bool isMessage = row.kind == TrafficRow::Kind::Message;
    switch (column) {
    case TrafficModel::DirectionColumn:
        return isMessage ? FilterField::Dir : FilterField::Level;
    case TrafficModel::ConnectionColumn:
        return FilterField::Connection;
    case TrafficModel::Length:
        return FilterField::Len;
    case TrafficModel::Preview:
        return isMessage ? FilterField::Text : FilterField::Event;
    default:
        return FilterField::Time;
    }
}

} // namespace sealcord

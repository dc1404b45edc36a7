// SPDX-License-Identifier: MIT
#include "widgets/traffic/cellfield.h"

#include "core/traffic/models/trafficmodel.h"

namespace sealcord {

FilterField fieldOf(const TrafficRow &row, int column)
{
    const bool hasPlaintext = isPlaintext(row);
    switch (column) {
    case TrafficModel::DirectionColumn:
        return hasPlaintext ? FilterField::Dir : FilterField::Level;
    case TrafficModel::ConnectionColumn:
        return row.kind == TrafficRow::Kind::StreamData ? FilterField::Target
                                                        : FilterField::Connection;
    case TrafficModel::Length:
        return FilterField::Len;
    case TrafficModel::Preview:
        return hasPlaintext ? FilterField::Text : FilterField::Event;
    default:
        return FilterField::Time;
    }
}

} // namespace sealcord

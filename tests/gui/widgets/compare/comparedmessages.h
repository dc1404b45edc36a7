// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/compare/messagecomparison.h"

#include <QByteArray>
#include <QHostAddress>

#include <memory>

namespace sealcord::test {

/// A message with \a content, of which it keeps a copy.
inline ComparedMessage comparedMessage(
    quint64 number, const QByteArray &content, Direction direction = Direction::In)
{
    const auto kept = std::make_shared<const QByteArray>(content);
    TrafficRow row;
    row.number = number;
    row.direction = direction;
    row.time = TrafficRow::Clock::time_point(std::chrono::seconds(1'764'000'000));
    row.connection = {1, Endpoint(QHostAddress::LocalHost, 50214)};
    row.content = std::as_bytes(std::span(kept->constData(), std::size_t(kept->size())));
    return {row, kept};
}

} // namespace sealcord::test

// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace sealcord {

/// Bytes of a message, from 0; the end is the first behind them.
struct ByteRange {
    quint64 begin = 0;
    quint64 end = 0;

    [[nodiscard]] quint64 length() const { return end - begin; }

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// Bytes of one message that stand where others, or none, stand in a second one.
struct ByteDifference {
    ByteRange first;
    ByteRange second;

    friend bool operator==(const ByteDifference &, const ByteDifference &) = default;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/connectionname.h"
#include "core/protocol/stream.h"

#include <QString>
#include <QtGlobal>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

/// What happened to streams: part of core/net/tap/tap.h.
namespace sealcord {

/// Which stream of a connection a record is about. What it views is valid during the call only.
struct StreamSeen {
    ConnectionName connection = {}; ///< nobody: there was none to carry it
    StreamNumber number = 0;
    bool isPeers = false; ///< the peer opened it
    std::string_view target = {}; ///< UTF-8; where the peer opened it and it was refused, a claim
    Endpoint from = {}; ///< whose connection it carries, as far as this end knows
};

/// A stream leads to its target: bytes can pass from now on.
struct StreamOpened {
    StreamSeen stream;
};

/// Bytes of a stream, when they were opened (In) or sealed (Out). Told while numbers are wanted:
/// counting them needs no copy.
struct StreamDataSeen {
    StreamSeen stream;
    Direction direction = Direction::In;
    std::span<const std::byte> bytes; ///< valid during the call only
    std::chrono::system_clock::time_point time = {};
};

/// A stream is over, or has never come to be.
struct StreamClosed {
    StreamSeen stream = {};
    quint64 bytesIn = 0; ///< from the peer
    quint64 bytesOut = 0;
    std::chrono::milliseconds duration{}; ///< since it was asked for
    bool wasOpened = false;
    std::optional<StreamReset> reset = {}; ///< none: both ends have ended it
    std::string_view why = {}; ///< the reset in words, printable ASCII only
};

/// How far a stream that is not over has come.
enum class StreamState : quint8 {
    Connecting, ///< its target has not answered yet
    Open,
    EndedHere, ///< all bytes of the socket here have been sent; the peer may go on
    EndedThere, ///< all bytes of the peer's have come; the socket here may go on
    Ending, ///< both, and the socket here has not taken all of it
};

/// "connecting", "open", "ended-here", "ended-there", "ending".
[[nodiscard]] QLatin1StringView name(StreamState state);

/// A stream that is not over, told when somebody asked which there are.
struct StreamStands {
    StreamSeen stream = {};
    StreamState state = StreamState::Connecting;
    quint64 bytesIn = 0; ///< from the peer
    quint64 bytesOut = 0;
    std::chrono::milliseconds age{}; ///< since it was asked for
};

/// All streams of one thread's connections that were asked for have been told of.
struct StreamsTold {
    quint64 question = 0; ///< the asker's number
    std::size_t threads = 1; ///< so many tell this
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <chrono>
#include <optional>
#include <string>

namespace sealcord {

/// What became of one stream since somebody looked last.
struct StreamNews {
    using TimePoint = std::chrono::system_clock::time_point;

    ConnectionName connection; ///< id 0: there was none to carry it
    StreamNumber number = 0; ///< 0: it was refused before it had one
    bool isPeers = false; ///< the peer opened it
    std::string target; ///< UTF-8; of one that was refused perhaps a stranger's words
    Endpoint from; ///< as in StreamSeen
    std::optional<TimePoint> opened; ///< when it was, or was asked for, if that is new
    quint64 bytesIn = 0; ///< more than before
    quint64 bytesOut = 0;
    bool isTotal = false; ///< these are all of its bytes; of one that has ended they always are
    /// How it ended, once it has.
    struct End {
        TimePoint time;
        std::chrono::milliseconds duration{}; ///< as in StreamClosed, as the next ones
        bool wasOpened = false;
        std::optional<StreamReset> reset;
        std::string why;
    };
    std::optional<End> end;
};

} // namespace sealcord

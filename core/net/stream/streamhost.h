// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/iocontext.h"
#include "core/net/endpoint.h"
#include "core/net/stream/services.h"
#include "core/protocol/stream.h"

#include <QtGlobal>

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace sealcord {

class Connection;

/// Who is told what becomes of a stream that goes on as one of another connection. Either may be
/// empty.
struct StreamPartner {
    std::function<void(StreamNumber number)> opened;
    /// At this end, or by the peer; \a socket is the one that the stream had, the callee's from now
    /// on, or -1. To whoever reads the other end of it, closing it looks like an end of the bytes:
    /// that is to know of the reset before.
    std::function<void(StreamReset reason, qintptr socket)> reset;

    /// Tells of a reset, or resets the socket where nobody is to be told.
    void cutOff(StreamReset reason, qintptr socket) const;
};

/// Why a stream was cancelled here: a person wanted it, and not the program at either of its ends.
inline constexpr std::string_view streamEndedByHand = "ended here by hand";

/// A local connection that is to go on as a stream.
struct Arrival {
    qintptr descriptor = -1; ///< the holder's; nothing was read from it
    std::string target; ///< longestTarget bytes at most
    Endpoint from; ///< its peer
    StreamPartner partner;
    IoContext::Clock::time_point since; ///< when it came
};

/// Who knows where the streams of a connection lead. Called on the connection's thread.
class StreamHost
{
public:
    /// A service to be connected to; or a socket, the caller's from now on, which is connected once
    /// Carrier::join() says so. Or why there is neither.
    using Destination = std::expected<std::variant<ServiceAddress, qintptr>, StreamReset>;

    /// Where stream \a number of \a connection's peer leads, which wants it to lead to \a target,
    /// UTF-8.
    [[nodiscard]] virtual Destination destination(
        const Connection &connection, StreamNumber number, std::string_view target) = 0;

    /// The peer takes no new streams any more, and so not \a arrival. Whether the host has taken it
    /// over, moving it away, to bring it elsewhere.
    [[nodiscard]] virtual bool takesBack(Arrival & /*arrival*/) { return false; }

protected:
    ~StreamHost() = default;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/tap.h"
#include "core/protocol/stream.h"

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sealcord {

/// A message that several workers send.
using SharedMessage = std::shared_ptr<const std::vector<std::byte>>;

/// Connections that several workers are told of.
using SharedConnections = std::shared_ptr<const std::vector<ConnectionId>>;

class Worker;

/// A stream of one of a worker's connections.
struct StreamPlace {
    Worker *worker = nullptr; ///< outlives all commands
    ConnectionId connection = 0;
    StreamNumber number = 0;
};

/// What a worker can be told to do. Each acts on those of the connections that are its own, and
/// have not ended.
namespace command {

/// Take over an accepted socket.
struct Adopt {
    qintptr descriptor;
    ConnectionName name;
};
/// End a pending handshake to make room, unless all of it has arrived.
struct Evict {
    ConnectionId id;
};
/// Tell ServerShared::relief what the connections hold.
struct ReportHeld { };
/// End these to make room in the budget, and have the others go on.
struct Relieve {
    SharedConnections connections;
};
/// Answer what has arrived, say goodbye to everybody, and report that it has finished. Once.
struct Finish { };
/// Send a message; see Connection::offer().
struct Send {
    SharedConnections connections;
    SharedMessage message;
    Sender sender;
};
/// The same to all that are established.
struct SendToAll {
    SharedMessage message;
    Sender sender;
};
/// Answer what has arrived on one connection and say goodbye to it.
struct Disconnect {
    ConnectionId id;
};
/// Say goodbye to those whom ServerShared::trust does not accept any longer.
struct JudgeAgain { };
/// See Connection::verify().
struct Verify {
    ConnectionId id;
};
/// Tell the tap how one connection stands.
struct Measure {
    ConnectionId id;
};
/// Tell the tap which connections stand, and then this.
struct TellStanding {
    StandingTold told;
};

/// Open a stream to a service that the agent of a connection publishes.
struct Carry {
    ConnectionId connection;
    qintptr descriptor; ///< whose bytes it carries; the receiver's
    std::string target;
    Endpoint from;
    std::optional<StreamPlace> origin; ///< of an agent's stream that goes on in this one
};
/// The stream that goes on in another one leads there now.
struct Join {
    StreamPlace origin; ///< of this worker
    StreamPlace other;
};
/// End a stream, if it is there.
struct ResetStream {
    ConnectionId connection;
    StreamNumber number;
    StreamReset reason;
    /// Of a stream that goes on in another one, which was reset: what the stream's socket is
    /// connected to, the receiver's, or -1. It is closed only then: an end of the bytes that came
    /// before this would be taken for a regular one.
    qintptr descriptor = -1;
    /// What there is to say beside the reason, a literal, or nothing.
    std::string_view why = {};
};
/// Tell the tap which streams stand, and then this.
struct TellStreams {
    std::optional<ConnectionId> connection; ///< whose; none: of all
    StreamsTold told;
};
/// Take no new streams.
struct DrainStreams { };

} // namespace command

using WorkerCommand = std::variant<command::Adopt, command::Evict, command::ReportHeld,
    command::Relieve, command::Finish, command::Send, command::SendToAll, command::Disconnect,
    command::JudgeAgain, command::Verify, command::Measure, command::TellStanding, command::Carry,
    command::Join, command::ResetStream, command::TellStreams, command::DrainStreams>;

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "core/recording/packets/syntheticstream.h"
#include "core/records/recordtime.h"
#include "core/traffic/trafficrow.h"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sealcord {

/// Makes a capture file of what connections said, in plaintext, as TCP: docs/exporting.md says what
/// of it is made up. What happened otherwise stands as comments at the packets.
///
/// Writes whole blocks behind what a text holds. In bounded memory, whatever happens.
class PlaintextCapture
{
public:
    static constexpr std::size_t mostStreams = 10'000; ///< any number may be left open
    static constexpr std::size_t mostComments = 20; ///< that wait for a packet

    /// When something happened to which connection.
    struct Happening {
        RecordTime time;
        ConnectionName connection;
        std::optional<Endpoint> local = {}; ///< this program's end of it, where that is known
    };

    /// \a role is that of the program whose connections they are.
    explicit PlaintextCapture(Role role)
        : m_role(role)
    { }

    /// What a file begins with: \a application writes it, with its version.
    static void addHead(std::string &out, std::string_view application);

    /// A comment for so many that no packet tells of.
    [[nodiscard]] static std::string missingText(quint64 count);

    /// Says what \a row tells at the next packet, whichever connection that is of.
    void note(const TrafficRow &row);
    /// The handshake of TCP.
    void open(std::string &out, const Happening &what);
    /// At most SyntheticStream::longestSegment bytes of a message; \a isLast: it ends with them.
    void say(std::string &out, const Happening &what, Direction direction,
        std::span<const std::byte> bytes, bool isLast);
    /// How TCP ends, for \a reason.
    void end(std::string &out, const Happening &what, EndReason reason);
    /// At the end of the file: what still waits for a packet.
    void addRest(std::string &out);

private:
    using End = SyntheticStream::End;

    [[nodiscard]] SyntheticStream &stream(const Happening &what);
    [[nodiscard]] Endpoint localOf(const Happening &what, const Endpoint &peer) const;
    [[nodiscard]] SyntheticStream::Taker packets(std::string &out, RecordTime time);
    [[nodiscard]] std::string takeComments();

    const Role m_role;
    std::map<ConnectionId, SyntheticStream> m_streams;
    quint64 m_made = 0; // streams
    Endpoint m_listening; // of a server, once it has said so
    std::vector<std::string> m_comments; // for the next packet
    quint64 m_moreComments = 0; // that were too many
    RecordTime m_noted; // when the last thing was noted
};

} // namespace sealcord

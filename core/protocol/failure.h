// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/closereason.h"

#include <cstddef>
#include <span>
#include <string>

namespace sealcord {

/// Why a session cannot go on.
struct Failure {
    enum class Reason {
        NotAPeer, ///< the peer's first bytes belong to no protocol of ours
        ProtocolNotTaken, ///< a protocol of ours that this end was told not to speak
        VersionNotSpoken, ///< of the protocol
        ModeNotTaken, ///< one end has a pre-shared key, the other none
        BadHandshake, ///< a handshake packet that says what none may say
        LowOrderKey, ///< the peer's key would make a secret that anybody knows
        NotVerified, ///< the peer did not prove that it computed the same key
        BadHello, ///< what the peer says of itself breaks the rules
        UnknownServerKey, ///< this agent's decision
        ChangedServerKey, ///< this agent's decision: somebody may be in between
        NotAdmitted, ///< the server's decision, at either end
        BadFrameLength, ///< a length that no frame can have
        BadRecord, ///< a type that is not known, or a body that breaks its rules
        UnexpectedRecord, ///< from the wrong end, or at the wrong time
        MessageTooLong, ///< over the configured limit
        NotAuthentic, ///< a tag that does not verify
        BadVerification, ///< the comparison of codes was tampered with
        KeyExhausted, ///< the number of messages that one key may seal is used up
        Internal, ///< the crypto library or the generator failed: nobody's peer is to blame
    };

    Reason reason = Reason::Internal;
    std::string text; ///< for a person, printable ASCII only, without the peer's address
    /// Of NotAdmitted, at an agent: what the server said.
    CloseReason said = CloseReason::Done;
};

/// The first up to eight of \a bytes, those that have arrived, as a person can read them, behind
/// the name of what commonly begins so: "an HTTP request, first byte 0x47, 'GET / HT'". What is not
/// printable ASCII stands as \xNN, so that a peer cannot write into a log.
[[nodiscard]] std::string describeFirstBytes(std::span<const std::byte> bytes);

} // namespace sealcord

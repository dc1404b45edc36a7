// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <QList>

namespace sealcord::test {

/// A whole handshake with everything that is otherwise drawn.
struct HandshakeVector {
    Bytes agentPrivate;
    Bytes agentPublic;
    Bytes serverPrivate;
    Bytes serverPublic;
    Bytes token; ///< 8 bytes, big endian
    Bytes request;
    Bytes responseNonce;
    Bytes response;
    Bytes key;
    bool isAgents = false; ///< whether an agent of ours may draw the token

    /// What an agent draws: its private key and the token.
    [[nodiscard]] Bytes agentDraws() const;
    /// What a server draws: its private key and the nonce of the sealed token.
    [[nodiscard]] Bytes serverDraws() const;
};

struct FrameVector {
    Bytes key;
    Bytes nonce;
    Bytes plaintext;
    Bytes frame;
};

/// tests/data/classic-vectors.json: made by an independent implementation of the protocol.
struct ClassicVectors {
    QList<HandshakeVector> handshakes;
    QList<FrameVector> frames;
};

/// Read once. A file that is missing or holds nothing ends the program.
[[nodiscard]] const ClassicVectors &classicVectors();

} // namespace sealcord::test

// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>

namespace sealcord::test {

/// What an end holds between two steps of a handshake, in the specification's letters.
struct HandshakeStep {
    QString after; ///< "message 2, ee"
    Bytes h;
    Bytes ck;
    Bytes k; ///< empty: none yet
    std::uint64_t n = 0;
};

/// One end's static key in all its forms.
struct KeyVector {
    Bytes privateKey;
    Bytes publicKey;
    QByteArray text;
    QByteArray fingerprint;
    QByteArray pem;
};

/// A whole handshake of the sealed protocol with everything that is otherwise drawn.
struct SealedHandshakeVector {
    int mode = 0; ///< as in the preamble
    QByteArray protocolName;
    Bytes prologue;
    Bytes agentEphemeral; ///< the private key
    Bytes serverEphemeral;
    Bytes psk; ///< empty: XX
    Bytes agentHello;
    Bytes serverHello;
    Bytes agentOpening; ///< preamble, length, message 1
    Bytes serverAnswer; ///< preamble, length, message 2
    Bytes agentMessage3; ///< length, message 3
    Bytes serverAdmit; ///< length, record
    QList<HandshakeStep> steps;
    Bytes handshakeHash;
    Bytes agentKey; ///< that the agent sends with
    Bytes serverKey;

    [[nodiscard]] Bytes message1() const; ///< without preamble and length, as the next two
    [[nodiscard]] Bytes message2() const;
    [[nodiscard]] Bytes message3() const;
};

/// tests/data/sealed-vectors.json.
struct SealedVectors {
    KeyVector agent;
    KeyVector server;
    QList<SealedHandshakeVector> handshakes;
    QJsonObject root; ///< the file, for what only one test reads
};

/// Read once. A file that is missing or holds nothing ends the program.
[[nodiscard]] const SealedVectors &sealedVectors();

/// tests/data/streams-vectors.json, which begins with what its comment tells. Read once.
[[nodiscard]] const QJsonObject &streamsVectors();

/// One handshake of tests/data/noise-vectors.json, and transport messages behind it.
struct NoiseVector {
    struct End {
        Bytes prologue;
        Bytes psk; ///< empty: none
        Bytes staticKey; ///< private, as the next
        Bytes ephemeral;
    };
    struct Message {
        Bytes payload;
        Bytes ciphertext;
    };

    QByteArray protocolName;
    QByteArray source;
    End initiator;
    End responder;
    Bytes handshakeHash; ///< empty: not told
    QList<Message> messages; ///< in turn, the initiator's first
};

[[nodiscard]] const QList<NoiseVector> &noiseVectors();

/// The bytes that the string \a name of \a object spells; none: the string is missing or null.
[[nodiscard]] Bytes hexOf(const QJsonObject &object, QLatin1StringView name);

} // namespace sealcord::test

// SPDX-License-Identifier: MIT
#include "tests/support/classicvectors.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QtEndian>

namespace sealcord::test {

namespace {

Bytes bytesOf(const QJsonObject &object, QLatin1StringView name)
{
    return fromHex(object[name].toString().toLatin1());
}

HandshakeVector handshakeOf(const QJsonObject &object)
{
    // A string in the file: a 64-bit number does not survive JSON's doubles.
    const auto token =
        qToBigEndian(object[QLatin1StringView("verify_token")].toString().toULongLong());
    return {
        .agentPrivate = bytesOf(object, QLatin1StringView("agent_private")),
        .agentPublic = bytesOf(object, QLatin1StringView("agent_public")),
        .serverPrivate = bytesOf(object, QLatin1StringView("server_private")),
        .serverPublic = bytesOf(object, QLatin1StringView("server_public")),
        .token =
            toBytes(QByteArray::fromRawData(reinterpret_cast<const char *>(&token), sizeof token)),
        .request = bytesOf(object, QLatin1StringView("request")),
        .responseNonce = bytesOf(object, QLatin1StringView("response_nonce")),
        .response = bytesOf(object, QLatin1StringView("response")),
        .key = bytesOf(object, QLatin1StringView("key")),
        .isAgents = object[QLatin1StringView("an_agent_may_send_this_token")].toBool(),
    };
}

FrameVector frameOf(const QJsonObject &object)
{
    return {
        .key = bytesOf(object, QLatin1StringView("key")),
        .nonce = bytesOf(object, QLatin1StringView("nonce")),
        .plaintext = bytesOf(object, QLatin1StringView("plaintext")),
        .frame = bytesOf(object, QLatin1StringView("frame")),
    };
}

ClassicVectors load()
{
    QFile file(QStringLiteral(SEALCORD_TEST_DATA "/classic-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    const auto root = QJsonDocument::fromJson(file.readAll()).object();

    ClassicVectors vectors;
    for (const auto &handshake : root[QLatin1StringView("handshakes")].toArray())
        vectors.handshakes += handshakeOf(handshake.toObject());
    for (const auto &frame : root[QLatin1StringView("frames")].toArray())
        vectors.frames += frameOf(frame.toObject());
    if (vectors.handshakes.isEmpty() || vectors.frames.isEmpty())
        qFatal("no vectors in %s", qPrintable(file.fileName()));
    return vectors;
}

} // namespace

Bytes HandshakeVector::agentDraws() const
{
    return agentPrivate + token;
}

Bytes HandshakeVector::serverDraws() const
{
    return serverPrivate + responseNonce;
}

const ClassicVectors &classicVectors()
{
    static const ClassicVectors vectors = load();
    return vectors;
}

} // namespace sealcord::test

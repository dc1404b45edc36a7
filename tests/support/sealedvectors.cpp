// SPDX-License-Identifier: MIT
#include "tests/support/sealedvectors.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace sealcord::test {

namespace {

constexpr std::size_t preambleLength = 8;
constexpr std::size_t lengthLength = 2;

Bytes behind(const Bytes &bytes, std::size_t count)
{
    return {bytes.begin() + static_cast<std::ptrdiff_t>(count), bytes.end()};
}

QByteArray textOf(const QJsonObject &object, QLatin1StringView name)
{
    return object[name].toString().toUtf8();
}

QJsonObject rootOf(const QString &name)
{
    QFile file(QStringLiteral(SEALCORD_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    if (root.isEmpty())
        qFatal("no vectors in %s", qPrintable(file.fileName()));
    return root;
}

KeyVector keyOf(const QJsonObject &object)
{
    return {
        .privateKey = hexOf(object, "private"_L1),
        .publicKey = hexOf(object, "public"_L1),
        .text = textOf(object, "text"_L1),
        .fingerprint = textOf(object, "fingerprint"_L1),
        .pem = textOf(object, "pem"_L1),
    };
}

HandshakeStep stepOf(const QJsonObject &object)
{
    return {
        .after = object["after"_L1].toString(),
        .h = hexOf(object, "h"_L1),
        .ck = hexOf(object, "ck"_L1),
        .k = hexOf(object, "k"_L1),
        .n = static_cast<std::uint64_t>(object["n"_L1].toInteger()),
    };
}

SealedHandshakeVector handshakeOf(const QJsonObject &object)
{
    const auto wire = object["wire"_L1].toObject();
    SealedHandshakeVector vector{
        .mode = object["mode"_L1].toInt(),
        .protocolName = textOf(object, "protocol_name"_L1),
        .prologue = hexOf(object, "prologue"_L1),
        .agentEphemeral = hexOf(object, "agent_ephemeral_private"_L1),
        .serverEphemeral = hexOf(object, "server_ephemeral_private"_L1),
        .psk = hexOf(object, "psk"_L1),
        .agentHello = hexOf(object, "agent_hello"_L1),
        .serverHello = hexOf(object, "server_hello"_L1),
        .agentOpening = hexOf(wire, "agent_opening"_L1),
        .serverAnswer = hexOf(wire, "server_answer"_L1),
        .agentMessage3 = hexOf(wire, "agent_message_3"_L1),
        .serverAdmit = hexOf(wire, "server_admit"_L1),
        .steps = {},
        .handshakeHash = hexOf(object, "handshake_hash"_L1),
        .agentKey = hexOf(object, "agent_sends_with"_L1),
        .serverKey = hexOf(object, "server_sends_with"_L1),
    };
    for (const auto &step : object["steps"_L1].toArray())
        vector.steps += stepOf(step.toObject());
    return vector;
}

SealedVectors loadSealed()
{
    SealedVectors vectors;
    vectors.root = rootOf(u"sealed-vectors.json"_s);
    const auto keys = vectors.root["keys"_L1].toObject();
    vectors.agent = keyOf(keys["agent"_L1].toObject());
    vectors.server = keyOf(keys["server"_L1].toObject());
    for (const auto &handshake : vectors.root["handshakes"_L1].toArray())
        vectors.handshakes += handshakeOf(handshake.toObject());
    if (vectors.handshakes.isEmpty())
        qFatal("no sealed handshakes in the vectors");
    return vectors;
}

NoiseVector::End endOf(const QJsonObject &object, const QString &prefix)
{
    const auto named = [&](const char *name) { return object[prefix + QLatin1StringView(name)]; };
    const auto psks = named("psks").toArray();
    const auto bytes = [](const QJsonValue &value) { return fromHex(value.toString().toLatin1()); };
    return {
        .prologue = bytes(named("prologue")),
        .psk = psks.isEmpty() ? Bytes() : bytes(psks.first()),
        .staticKey = bytes(named("static")),
        .ephemeral = bytes(named("ephemeral")),
    };
}

NoiseVector noiseVectorOf(const QJsonObject &object)
{
    NoiseVector vector{
        .protocolName = textOf(object, "protocol_name"_L1),
        .source = textOf(object, "source"_L1),
        .initiator = endOf(object, u"init_"_s),
        .responder = endOf(object, u"resp_"_s),
        .handshakeHash = hexOf(object, "handshake_hash"_L1),
        .messages = {},
    };
    for (const auto &each : object["messages"_L1].toArray()) {
        const auto message = each.toObject();
        vector.messages += {hexOf(message, "payload"_L1), hexOf(message, "ciphertext"_L1)};
    }
    return vector;
}

QList<NoiseVector> loadNoise()
{
    QList<NoiseVector> vectors;
    for (const auto &vector : rootOf(u"noise-vectors.json"_s)["vectors"_L1].toArray())
        vectors += noiseVectorOf(vector.toObject());
    if (vectors.isEmpty())
        qFatal("no Noise vectors");
    return vectors;
}

} // namespace

Bytes hexOf(const QJsonObject &object, QLatin1StringView name)
{
    return fromHex(object[name].toString().toLatin1());
}

Bytes SealedHandshakeVector::message1() const
{
    return behind(agentOpening, preambleLength + lengthLength);
}

Bytes SealedHandshakeVector::message2() const
{
    return behind(serverAnswer, preambleLength + lengthLength);
}

Bytes SealedHandshakeVector::message3() const
{
    return behind(agentMessage3, lengthLength);
}

const SealedVectors &sealedVectors()
{
    static const SealedVectors vectors = loadSealed();
    return vectors;
}

const QJsonObject &streamsVectors()
{
    static const QJsonObject vectors = rootOf(u"streams-vectors.json"_s);
    return vectors;
}

const QList<NoiseVector> &noiseVectors()
{
    static const QList<NoiseVector> vectors = loadNoise();
    return vectors;
}

} // namespace sealcord::test

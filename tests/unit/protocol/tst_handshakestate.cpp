// SPDX-License-Identifier: MIT
#include "core/protocol/noise/handshakestate.h"

#include "handshakeend.h"
#include "tests/support/aeadof.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::noise;
using namespace sealcord::test;

/// Every test runs once for each engine.
class TestHandshakeState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void followsThePublicVectors_data();
    void followsThePublicVectors();
    void followsTheSealedVectors_data();
    void followsTheSealedVectors();
    void nothingIsDrawnBeforeItIsWritten();
    void anyFlippedBitIsNoticed_data();
    void anyFlippedBitIsNoticed();
    void anotherPskIsNoticed();
    void ephemeralKeyOfLowOrderIsRefused_data();
    void ephemeralKeyOfLowOrderIsRefused();
    void staticKeyOfLowOrderIsRefused_data();
    void staticKeyOfLowOrderIsRefused();
};

void TestHandshakeState::initTestCase_data()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

void TestHandshakeState::init()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    if (const auto why = whyUnavailable(engine))
        QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
}

static void addRoles(const char *what, const NoiseVector &vector)
{
    QTest::addRow("%s, initiator", what) << vector << Role::Initiator;
    QTest::addRow("%s, responder", what) << vector << Role::Responder;
}

void TestHandshakeState::followsThePublicVectors_data()
{
    QTest::addColumn<NoiseVector>("vector");
    QTest::addColumn<Role>("role");
    for (const auto &vector : noiseVectors())
        addRoles((vector.source + ": " + vector.protocolName).constData(), vector);
}

void TestHandshakeState::followsThePublicVectors()
{
    QFETCH(NoiseVector, vector);
    QFETCH(Role, role);
    End end(role, endOf(vector, role));
    walk(end, role, vector, 3);
    QVERIFY(end.state().isFinished());
    const auto remote = keyPairOf(endOf(vector, other(role)).staticKey).publicKey();
    QVERIFY(end.state().remoteStatic() == remote);
    const auto split = end.state().split();
    QVERIFY(split);
    if (!vector.handshakeHash.empty())
        QCOMPARE(toHex(split->handshakeHash), toHex(vector.handshakeHash));

    // The messages behind the handshake, counted in each direction.
    for (int i = 3; i < vector.messages.size(); ++i) {
        const auto &key = i % 2 == 0 ? split->initiatorKey : split->responderKey;
        auto text = vector.messages[i].payload;
        std::array<std::byte, Aead::tagLength> tag{};
        const auto number = static_cast<std::uint64_t>(i - 3) / 2;
        QVERIFY(aeadOf(bytesOf(key.bytes())).seal(Aead::counterNonce(number), text, text, tag));
        QCOMPARE(toHex(text) + toHex(tag), toHex(vector.messages[i].ciphertext));
    }
}

void TestHandshakeState::followsTheSealedVectors_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<Role>("role");
    for (const auto mode : {0, 1}) {
        QTest::addRow("mode %d, agent", mode) << mode << Role::Initiator;
        QTest::addRow("mode %d, server", mode) << mode << Role::Responder;
    }
}

void TestHandshakeState::followsTheSealedVectors()
{
    QFETCH(int, mode);
    QFETCH(Role, role);
    const auto vector = sealedVector(mode);
    End end(role, endOf(vector, role));
    for (const auto overhead : {mode == 0 ? 32zu : 48zu, 96zu, 64zu}) {
        QCOMPARE(end.state().overhead(), overhead);
        const bool isWriting = (overhead != 96) == (role == Role::Initiator);
        const auto index = overhead == 96 ? 1 : overhead == 64 ? 2 : 0;
        const auto &message = vector.messages[index];
        Bytes made;
        QVERIFY(isWriting ? end.write(message.payload, made) : end.read(message.ciphertext, made));
        QCOMPARE(toHex(made), toHex(isWriting ? message.ciphertext : message.payload));
    }
    const auto split = end.state().split();
    QVERIFY(split);
    const auto &sealed = sealedVectors().handshakes[mode];
    QCOMPARE(toHex(split->handshakeHash), toHex(sealed.handshakeHash));
    QCOMPARE(toHex(split->initiatorKey.bytes()), toHex(sealed.agentKey));
    QCOMPARE(toHex(split->responderKey.bytes()), toHex(sealed.serverKey));
}

void TestHandshakeState::nothingIsDrawnBeforeItIsWritten()
{
    const auto vector = sealedVector(0);
    End agent(Role::Initiator, vector.initiator);
    QCOMPARE(agent.undrawn(), 32zu);
    walk(agent, Role::Initiator, vector, 1);
    QCOMPARE(agent.undrawn(), 0zu);
    End server(Role::Responder, vector.responder);
    walk(server, Role::Responder, vector, 1);
    QCOMPARE(server.undrawn(), 32zu);
}

void TestHandshakeState::anyFlippedBitIsNoticed_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("message"); // counted from 0

    QTest::newRow("XX, message 2") << 0 << 1;
    QTest::newRow("XX, message 3") << 0 << 2;
    QTest::newRow("XXpsk3, message 1") << 1 << 0;
    QTest::newRow("XXpsk3, message 2") << 1 << 1;
    QTest::newRow("XXpsk3, message 3") << 1 << 2;
}

void TestHandshakeState::anyFlippedBitIsNoticed()
{
    QFETCH(int, mode);
    QFETCH(int, message);
    const auto vector = sealedVector(mode);
    const auto role = message == 1 ? Role::Initiator : Role::Responder;
    for (std::size_t bit = 0; bit < 8 * vector.messages[message].ciphertext.size(); ++bit) {
        End end(role, endOf(vector, role));
        walk(end, role, vector, message);
        const auto undrawn = end.undrawn();
        auto damaged = vector.messages[message].ciphertext;
        damaged[bit / 8] ^= std::byte{1} << (bit % 8);
        Bytes payload;
        const auto result = end.read(damaged, payload);
        QVERIFY2(!result, qPrintable(QString::number(bit)));
        QCOMPARE(result.error().reason, Failure::Reason::NotVerified);
        QCOMPARE(end.undrawn(), undrawn);
        QVERIFY(toHex(payload) != toHex(vector.messages[message].payload) || payload.empty());
    }
}

void TestHandshakeState::anotherPskIsNoticed()
{
    auto vector = sealedVector(1);
    vector.responder.psk.back() ^= std::byte{1};
    End server(Role::Responder, vector.responder);
    walk(server, Role::Responder, vector, 2); // the key goes in with message 3
    Bytes payload;
    const auto result = server.read(vector.messages[2].ciphertext, payload);
    QVERIFY(!result);
    QCOMPARE(result.error().reason, Failure::Reason::NotVerified);
    QCOMPARE(result.error().text.c_str(),
        "the handshake failed verification: changed on the way, or another pre-shared key");
    QVERIFY(isAllZero(payload));
}

static void addLowOrderKeys()
{
    QTest::addColumn<QByteArray>("key");
    for (const auto *key : {"0000000000000000000000000000000000000000000000000000000000000000",
             "0100000000000000000000000000000000000000000000000000000000000000",
             "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
             "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
             "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
             "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
             "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
        QTest::newRow(key) << QByteArray(key);
}

static void compareLowOrder(const Result &result)
{
    QVERIFY(!result);
    QCOMPARE(result.error().reason, Failure::Reason::LowOrderKey);
    QCOMPARE(result.error().text.c_str(), "the peer's key makes a secret that anybody knows");
}

void TestHandshakeState::ephemeralKeyOfLowOrderIsRefused_data()
{
    addLowOrderKeys();
}

// ee, at both ends. es of a responder and se of an initiator are made with the same key later.
void TestHandshakeState::ephemeralKeyOfLowOrderIsRefused()
{
    QFETCH(QByteArray, key);
    const auto vector = sealedVector(0);
    End server(Role::Responder, vector.responder);
    Bytes made;
    QVERIFY(server.read(fromHex(key), made));
    compareLowOrder(server.write({}, made));
    QVERIFY(made.empty());

    End agent(Role::Initiator, vector.initiator);
    walk(agent, Role::Initiator, vector, 1);
    auto message = vector.messages[1].ciphertext;
    std::ranges::copy(fromHex(key), message.begin());
    compareLowOrder(agent.read(message, made));
}

void TestHandshakeState::staticKeyOfLowOrderIsRefused_data()
{
    addLowOrderKeys();
}

// What a peer can do that knows all keys of the handshake but ours, up to its s token.
class KeylessPeer
{
public:
    explicit KeylessPeer(const NoiseVector &vector)
        : m_state(vector.protocolName.toStdString(), fastestAeadEngine())
    {
        must(m_state.mixHash(vector.initiator.prologue));
    }

    void mixHash(std::span<const std::byte> bytes) { must(m_state.mixHash(bytes)); }
    void agree(const X25519KeyPair &own, const X25519KeyPair &peers)
    {
        const auto secret = own.agree(peers.publicKey());
        if (!secret)
            qFatal("no agreement");
        must(m_state.mixKey(secret->bytes()));
    }
    Bytes seal(const Bytes &plaintext)
    {
        Bytes sealed(plaintext.size() + Aead::tagLength);
        must(m_state.encryptAndHash(plaintext, sealed));
        return sealed;
    }

private:
    static void must(const Result &result)
    {
        if (!result)
            qFatal("%s", result.error().text.c_str());
    }

    SymmetricState m_state;
};

// es at the initiator, se at the responder.
void TestHandshakeState::staticKeyOfLowOrderIsRefused()
{
    QFETCH(QByteArray, key);
    const auto vector = sealedVector(0);
    const auto agentEphemeral = keyPairOf(vector.initiator.ephemeral);
    const auto serverEphemeral = keyPairOf(vector.responder.ephemeral);
    KeylessPeer peer(vector);
    peer.mixHash(agentEphemeral.publicKey());
    peer.mixHash({}); // the empty payload
    peer.mixHash(serverEphemeral.publicKey());
    peer.agree(serverEphemeral, agentEphemeral);

    End agent(Role::Initiator, vector.initiator);
    walk(agent, Role::Initiator, vector, 1);
    Bytes payload;
    const auto &good = vector.messages[1].ciphertext;
    compareLowOrder(agent.read(
        Bytes(good.begin(), good.begin() + 32) + peer.seal(fromHex(key)) + Bytes(Aead::tagLength),
        payload));

    KeylessPeer agentPeer(vector);
    agentPeer.mixHash(agentEphemeral.publicKey());
    agentPeer.mixHash({});
    agentPeer.mixHash(serverEphemeral.publicKey());
    agentPeer.agree(agentEphemeral, serverEphemeral);
    std::ignore = agentPeer.seal(bytesOf(keyPairOf(vector.responder.staticKey).publicKey()));
    agentPeer.agree(agentEphemeral, keyPairOf(vector.responder.staticKey));
    std::ignore = agentPeer.seal({});

    End server(Role::Responder, vector.responder);
    walk(server, Role::Responder, vector, 2);
    compareLowOrder(server.read(agentPeer.seal(fromHex(key)) + Bytes(144), payload));
    QVERIFY(server.state().isFinished());
}

QTEST_APPLESS_MAIN(TestHandshakeState)
#include "tst_handshakestate.moc"

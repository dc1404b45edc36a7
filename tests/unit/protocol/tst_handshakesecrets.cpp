// SPDX-License-Identifier: MIT
#include "core/protocol/noise/handshakestate.h"

#include "handshakeend.h"
#include "tests/support/failingrandom.h"
#include "tests/support/memory/opensslmemory.h"
#include "tests/support/memory/opensslwithoutproviders.h"

#include <QTest>

#include <openssl/err.h>

#include <new>

using namespace sealcord;
using namespace sealcord::noise;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

/// What a handshake leaves, and how it fails where no peer is to blame. Every test runs once for
/// each engine.
class TestHandshakeSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void failedDrawIsInternal();
    void libraryFailureIsInternal();
    void exhaustedMemoryIsInternal();
    void nothingSecretIsLeft_data();
    void nothingSecretIsLeft();
};

void TestHandshakeSecrets::initTestCase_data()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

void TestHandshakeSecrets::init()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    if (const auto why = whyUnavailable(engine))
        QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
}

void TestHandshakeSecrets::failedDrawIsInternal()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    const auto vector = sealedVector(0);
    const auto identity = keyPairOf(vector.initiator.staticKey);
    for (const auto role : {Role::Initiator, Role::Responder}) {
        FailingRandom random(0);
        auto state = HandshakeState::create(
            {.role = role, .identity = &identity, .prologue = {}, .engine = engine}, random);
        QVERIFY(state);
        if (role == Role::Responder)
            QVERIFY(state->readMessage(vector.messages[0].ciphertext, {}));
        ByteBuffer out;
        const auto result = state->writeMessage({}, out);
        QVERIFY(!result);
        QCOMPARE(result.error().reason, Failure::Reason::Internal);
        QCOMPARE(result.error().text.c_str(), "the random number generator failed");
        QVERIFY(out.isEmpty());
    }
}

void TestHandshakeSecrets::libraryFailureIsInternal()
{
    const auto vector = sealedVector(1);
    End agent(Role::Initiator, vector.initiator);
    walk(agent, Role::Initiator, vector, 1);
    End server(Role::Responder, vector.responder);
    walk(server, Role::Responder, vector, 1);

    const OpenSslWithoutProviders nothingWorks;
    Bytes made;
    const auto read = agent.read(vector.messages[1].ciphertext, made);
    const auto written = server.write({}, made);
    QVERIFY(!read && !written);
    QCOMPARE(read.error().reason, Failure::Reason::Internal);
    QCOMPARE(written.error().reason, Failure::Reason::Internal);
    QVERIFY(made.empty());
    QCOMPARE(ERR_peek_error(), 0ul);
}

// Both ends of one handshake in memory. The first failure, if any.
static Result handshake(const NoiseVector &vector)
{
    End agent(Role::Initiator, vector.initiator);
    End server(Role::Responder, vector.responder);
    Result result;
    for (int i = 0; result && i < 3; ++i) {
        Bytes message;
        Bytes payload;
        result = (i == 1 ? server : agent).write(vector.messages[i].payload, message);
        if (result)
            result = (i == 1 ? agent : server).read(message, payload);
    }
    for (auto *end : {&agent, &server}) {
        if (!result)
            break;
        if (auto split = end->state().split(); !split)
            result = std::unexpected(std::move(split.error()));
    }
    return result;
}

void TestHandshakeSecrets::exhaustedMemoryIsInternal()
{
    QVERIFY(isMemoryOurs);
    const auto vector = sealedVector(1);
    QVERIFY(handshake(vector)); // so that what is fetched once is there
    const auto identity = keyPairOf(vector.responder.staticKey);
    Secret<32> psk;
    std::ranges::copy(vector.responder.psk, psk.bytes().begin());
    int failures = 0;
    bool hasFailed = true;
    QFETCH_GLOBAL(AeadEngine, engine);
    for (std::size_t allowed = 0; hasFailed; ++allowed) {
        releaseThreadState();
        FixedRandom random(vector.responder.ephemeral);
        ByteBuffer out;
        Bytes payload(128);
        OpenSslMemory::watch().failAfter(allowed);
        auto state = HandshakeState::create({.role = Role::Responder,
                                                .identity = &identity,
                                                .psk = &psk,
                                                .prologue = vector.responder.prologue,
                                                .engine = engine},
            random);
        Result result;
        if (!state)
            result = std::unexpected(state.error());
        if (result)
            result = state->readMessage(vector.messages[0].ciphertext, {});
        if (result)
            result = state->writeMessage({}, out);
        if (result)
            result = state->readMessage(vector.messages[2].ciphertext, payload);
        if (result) {
            if (auto split = state->split(); !split)
                result = std::unexpected(std::move(split.error()));
        }
        hasFailed = OpenSslMemory::watch().succeedAgain();
        QVERIFY(result || hasFailed);
        if (!result) {
            QCOMPARE(result.error().reason, Failure::Reason::Internal);
            ++failures;
        }
        ERR_clear_error();
    }
    QVERIFY(failures > 20);
}

void TestHandshakeSecrets::nothingSecretIsLeft_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<Role>("role");
    for (const auto mode : {0, 1}) {
        QTest::addRow("mode %d, agent", mode) << mode << Role::Initiator;
        QTest::addRow("mode %d, server", mode) << mode << Role::Responder;
    }
}

// In what OpenSSL gave back, and where the object was: after split(), and after its end without.
void TestHandshakeSecrets::nothingSecretIsLeft()
{
    QVERIFY(isMemoryOurs);
    QFETCH_GLOBAL(AeadEngine, engine);
    QFETCH(int, mode);
    QFETCH(Role, role);
    const auto vector = sealedVector(mode);
    const auto &sealed = sealedVectors().handshakes[mode];
    const auto &end = endOf(vector, role);
    std::vector<Bytes> secrets{end.staticKey, end.ephemeral, sealed.agentKey, sealed.serverKey};
    if (mode == 1)
        secrets.push_back(end.psk);
    for (const auto &step : sealed.steps.sliced(5)) { // up to there ck is public
        secrets.push_back(step.ck);
        secrets.push_back(step.k);
    }
    std::erase_if(secrets, [](const Bytes &secret) { return secret.empty(); });
    for (const auto &secret : secrets)
        OpenSslMemory::watch().watchFor(secret);

    alignas(HandshakeState) std::array<std::byte, sizeof(HandshakeState)> memory{};
    const auto holdsSecret = [&] {
        // Through a volatile pointer: the compiler must not know that the object has gone.
        const std::byte *volatile place = memory.data();
        const std::span content(static_cast<const std::byte *>(place), memory.size());
        return std::ranges::any_of(
            secrets, [&](const Bytes &secret) { return contains(content, secret); });
    };
    for (const bool isSplit : {true, false}) {
        const auto identity = keyPairOf(end.staticKey);
        Secret<32> psk;
        std::ranges::copy(end.psk, psk.bytes().begin());
        FixedRandom random(end.ephemeral);
        auto made = HandshakeState::create({.role = role,
                                               .identity = &identity,
                                               .psk = mode == 1 ? &psk : nullptr,
                                               .prologue = end.prologue,
                                               .engine = engine},
            random);
        QVERIFY(made);
        auto *state = new (memory.data()) HandshakeState(std::move(*made));
        for (int i = 0; i < 3; ++i) {
            const auto &message = vector.messages[i];
            ByteBuffer out;
            Bytes payload(message.payload.size());
            const bool isWriting = (i % 2 == 0) == (role == Role::Initiator);
            QVERIFY(isWriting ? state->writeMessage(message.payload, out)
                              : state->readMessage(message.ciphertext, payload));
        }
        QVERIFY(holdsSecret()); // the test can see one
        if (isSplit) {
            QVERIFY(state->split());
            QVERIFY(!holdsSecret());
        }
        state->~HandshakeState();
        QVERIFY(!holdsSecret());
    }
    releaseThreadState();
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 0);
}

QTEST_APPLESS_MAIN(TestHandshakeSecrets)
#include "tst_handshakesecrets.moc"

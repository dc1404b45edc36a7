// SPDX-License-Identifier: MIT
#include "core/protocol/classic/handshake.h"

#include "tests/support/aeadof.h"
#include "tests/support/classicvectors.h"
#include "tests/support/failingrandom.h"
#include "tests/support/fixedrandom.h"
#include "tests/support/memory/opensslmemory.h"
#include "tests/support/memory/opensslwithoutproviders.h"

#include <QTest>

#include <openssl/err.h>

#include <functional>
#include <optional>
#include <set>

using namespace sealcord;
using namespace sealcord::classic;
using namespace sealcord::test;

// Static: OpenSSL takes an allocator only before its first allocation.
static const bool isMemoryOurs = OpenSslMemory::install();

class TestHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agentFollowsTheVectors_data() { addVectors(); }
    void agentFollowsTheVectors();
    void serverFollowsTheVectors_data() { addVectors(); }
    void serverFollowsTheVectors();
    void fingerprintCoversTheAgentsThenTheServersKey_data();
    void fingerprintCoversTheAgentsThenTheServersKey();
    void tokensBelow2To32AreDrawnAgain_data();
    void tokensBelow2To32AreDrawnAgain();
    void agentRefusesAnotherToken();
    void agentRefusesADamagedResponse();
    void agentRefusesAKeyOfLowOrder();
    void serverRefusesAKeyOfLowOrder();
    void failedDrawIsInternal_data();
    void failedDrawIsInternal();
    void thousandHandshakesShareNothing();
    void libraryFailureIsInternal();
    void exhaustedMemoryIsInternal();
    void noSecretIsLeftInFreedMemory();

private:
    static void addVectors();
};

using Outcome = std::expected<Agreement, Failure>;

void TestHandshake::addVectors()
{
    QTest::addColumn<const HandshakeVector *>("vector");
    for (const auto &vector : classicVectors().handshakes)
        QTest::newRow(toHex(vector.token).constData()) << &vector;
}

static const HandshakeVector &firstVector()
{
    return classicVectors().handshakes.front();
}

// The key cannot be read back, and need not be: what it seals tells it.
static QByteArray trace(Aead &aead)
{
    std::array<std::byte, 32> text{};
    std::array<std::byte, Aead::tagLength> tag{};
    const std::array<std::byte, Aead::nonceLength> nonce{};
    if (!aead.seal(nonce, text, text, tag))
        qFatal("sealing failed");
    return toHex(text) + toHex(tag);
}

static EncryptionRequest requestOf(const Bytes &bytes)
{
    auto decoded = decodeRequest(bytes);
    if (!decoded)
        qFatal("no request");
    return std::move(decoded->packet);
}

static EncryptionResponse responseOf(const Bytes &bytes)
{
    const auto decoded = decodeResponse(bytes);
    if (!decoded)
        qFatal("no response");
    return decoded->packet;
}

static AgentHandshake agentOf(const HandshakeVector &vector, ByteBuffer &out)
{
    FixedRandom random(vector.agentDraws());
    auto agent = AgentHandshake::begin(random, out);
    if (!agent)
        qFatal("%s", agent.error().text.c_str());
    return std::move(*agent);
}

static Outcome finish(const EncryptionResponse &response)
{
    ByteBuffer out;
    return agentOf(firstVector(), out).finish(response);
}

static std::optional<Failure::Reason> reasonOf(const Outcome &outcome)
{
    return outcome ? std::nullopt : std::optional(outcome.error().reason);
}

void TestHandshake::agentFollowsTheVectors()
{
    QFETCH(const HandshakeVector *, vector);
    if (!vector->isAgents) // how a server takes these is the next test's
        return;
    ByteBuffer out;
    const auto agent = agentOf(*vector, out);
    QCOMPARE(toHex(out.bytes()), toHex(vector->request));

    auto agreement = agent.finish(responseOf(vector->response));
    QVERIFY(agreement);
    auto expected = aeadOf(vector->key);
    QCOMPARE(trace(agreement->aead), trace(expected));
}

void TestHandshake::serverFollowsTheVectors()
{
    QFETCH(const HandshakeVector *, vector);
    FixedRandom random(vector->serverDraws());
    ByteBuffer out;
    auto agreement = answer(requestOf(vector->request), random, out);
    QVERIFY(agreement);
    QCOMPARE(toHex(out.bytes()), toHex(vector->response));
    QCOMPARE(random.remaining(), std::size_t{0});
    auto expected = aeadOf(vector->key);
    QCOMPARE(trace(agreement->aead), trace(expected));
}

// Computed from the vectors' public keys with Python's hashlib.
void TestHandshake::fingerprintCoversTheAgentsThenTheServersKey_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("fingerprint");

    QTest::newRow("first") << 0
                           << QByteArray("SHA256:BigY2K5sd8aNyNMgaMjlH8WzrjGZr+DlQ11domMn5v4=");
    QTest::newRow("second") << 1
                            << QByteArray("SHA256:FGV9CWnkysycj0ZEGC8xIiucdqFjpcFqpf26TRm+Pow=");
    QTest::newRow("third") << 2
                           << QByteArray("SHA256:ou32Utt++mNWNJrQvHK8aM5zhJnCqnA/o6sCexC87Mw=");
}

void TestHandshake::fingerprintCoversTheAgentsThenTheServersKey()
{
    QFETCH(int, index);
    const auto &vector = classicVectors().handshakes[index];
    ByteBuffer out;
    const auto atAgent = agentOf(vector, out).finish(responseOf(vector.response));
    FixedRandom random(vector.serverDraws());
    const auto atServer = answer(requestOf(vector.request), random, out);
    QVERIFY(atAgent && atServer);
    QTEST(QByteArray::fromStdString(atAgent->fingerprint.toString()), "fingerprint");
    QVERIFY(atAgent->fingerprint == atServer->fingerprint);
}

void TestHandshake::tokensBelow2To32AreDrawnAgain_data()
{
    QTest::addColumn<QByteArray>("drawn");
    QTest::addColumn<QByteArray>("sent");

    const auto good = QByteArray("0000000100000000");
    QTest::newRow("the smallest that serves") << good << QByteArray("fd0000000001000000");
    QTest::newRow("zero") << QByteArray("0000000000000000" + good)
                          << QByteArray("fd0000000001000000");
    QTest::newRow("the largest that does not serve, twice") << QByteArray(
        "00000000ffffffff00000000ffffffff" + good) << QByteArray("fd0000000001000000");
    QTest::newRow("the highest byte alone")
        << QByteArray("8000000000000000") << QByteArray("fd0000000000000080");
    QTest::newRow("no other is drawn") << QByteArray("00000000ffffffff") << QByteArray();
}

void TestHandshake::tokensBelow2To32AreDrawnAgain()
{
    QFETCH(QByteArray, drawn);
    QFETCH(QByteArray, sent);
    FixedRandom random(fromHex(toHex(firstVector().agentPrivate) + drawn));
    ByteBuffer out;
    const auto agent = AgentHandshake::begin(random, out);
    QCOMPARE(agent.has_value(), !sent.isEmpty());
    QCOMPARE(random.remaining(), std::size_t{0});
    QCOMPARE(toHex(out.bytes()).mid(66), sent);
}

void TestHandshake::agentRefusesAnotherToken()
{
    auto response = responseOf(firstVector().response);
    auto token = firstVector().token;
    QVERIFY(finish(response));
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto other = token;
        other[i] ^= std::byte{0x80};
        auto aead = aeadOf(firstVector().key);
        QVERIFY(aead.seal(response.nonce, other, response.sealedToken, response.tag));
        const auto outcome = finish(response);
        QCOMPARE(reasonOf(outcome), std::optional(Failure::Reason::NotVerified));
        QCOMPARE(
            outcome.error().text.c_str(), "the server did not prove that it agreed the same key");
    }
}

void TestHandshake::agentRefusesADamagedResponse()
{
    for (std::size_t byte = 1; byte < EncryptionResponse::length; ++byte) {
        auto damaged = firstVector().response;
        damaged[byte] ^= std::byte{1};
        QCOMPARE(
            reasonOf(finish(responseOf(damaged))), std::optional(Failure::Reason::NotVerified));
    }
}

static const std::array lowOrderKeys{
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

void TestHandshake::agentRefusesAKeyOfLowOrder()
{
    for (const auto *key : lowOrderKeys) {
        auto response = responseOf(firstVector().response);
        response.key = arrayFromHex<32>(key);
        // What an attacker would send, who knows the key: it is all zeros.
        auto aead = aeadOf(Bytes(32));
        QVERIFY(aead.seal(response.nonce, firstVector().token, response.sealedToken, response.tag));
        const auto outcome = finish(response);
        QCOMPARE(reasonOf(outcome), std::optional(Failure::Reason::LowOrderKey));
        QCOMPARE(outcome.error().text.c_str(), "the peer's public key is of low order");
    }
}

void TestHandshake::serverRefusesAKeyOfLowOrder()
{
    for (const auto *key : lowOrderKeys) {
        auto request = requestOf(firstVector().request);
        request.key = arrayFromHex<32>(key);
        FixedRandom random(firstVector().serverDraws());
        ByteBuffer out;
        const auto outcome = answer(request, random, out);
        QCOMPARE(reasonOf(outcome), std::optional(Failure::Reason::LowOrderKey));
        QVERIFY(out.isEmpty());
    }
}

void TestHandshake::failedDrawIsInternal_data()
{
    QTest::addColumn<bool>("isAgent");
    QTest::addColumn<std::size_t>("goodDraws");
    QTest::addColumn<bool>("isDone");

    QTest::newRow("agent's key") << true << 0zu << false;
    QTest::newRow("agent's token") << true << 1zu << false;
    QTest::newRow("agent draws no more") << true << 2zu << true;
    QTest::newRow("server's key") << false << 0zu << false;
    QTest::newRow("server's nonce") << false << 1zu << false;
    QTest::newRow("server draws no more") << false << 2zu << true;
}

void TestHandshake::failedDrawIsInternal()
{
    QFETCH(bool, isAgent);
    QFETCH(std::size_t, goodDraws);
    QFETCH(bool, isDone);
    FailingRandom random(goodDraws);
    ByteBuffer out;
    std::optional<Failure> failure;
    if (isAgent) {
        if (const auto agent = AgentHandshake::begin(random, out); !agent)
            failure = agent.error();
    } else if (const auto agreed = answer(requestOf(firstVector().request), random, out); !agreed) {
        failure = agreed.error();
    }
    QCOMPARE(!failure, isDone);
    QCOMPARE(out.isEmpty(), !isDone);
    if (failure) {
        QCOMPARE(failure->reason, Failure::Reason::Internal);
        QCOMPARE(failure->text.c_str(), "the random number generator failed");
    }
}

void TestHandshake::thousandHandshakesShareNothing()
{
    SystemRandom random;
    std::set<QByteArray> keys;
    std::set<QByteArray> tokens;
    std::set<QByteArray> nonces;
    std::set<QByteArray> secrets;
    for (int i = 0; i < 1000; ++i) {
        ByteBuffer request;
        const auto agent = AgentHandshake::begin(random, request);
        QVERIFY(agent);
        const auto sent = toByteArray(request.bytes());
        QVERIFY(keys.insert(sent.mid(1, 32)).second);
        QVERIFY(tokens.insert(sent.mid(34)).second);

        ByteBuffer response;
        auto atServer = answer(requestOf(toBytes(sent)), random, response);
        const auto answered = toByteArray(response.bytes());
        QVERIFY(keys.insert(answered.mid(1, 32)).second);
        QVERIFY(nonces.insert(answered.mid(33, 12)).second);

        auto atAgent = agent->finish(responseOf(toBytes(answered)));
        QVERIFY(atAgent && atServer);
        const auto secret = trace(atAgent->aead);
        QCOMPARE(trace(atServer->aead), secret);
        QVERIFY(secrets.insert(secret).second);
        QVERIFY(atAgent->fingerprint == atServer->fingerprint);
    }
}

void TestHandshake::libraryFailureIsInternal()
{
    const auto response = responseOf(firstVector().response);
    const auto request = requestOf(firstVector().request);
    ByteBuffer out;
    const auto agent = agentOf(firstVector(), out);
    out.clear();

    const OpenSslWithoutProviders nothingWorks;
    SystemRandom random;
    QCOMPARE(reasonOf(agent.finish(response)), std::optional(Failure::Reason::Internal));
    QCOMPARE(reasonOf(answer(request, random, out)), std::optional(Failure::Reason::Internal));
    QVERIFY(out.isEmpty());
    QCOMPARE(ERR_peek_error(), 0ul);
}

// Lets each allocation of OpenSSL in turn be the first that fails.
static void failEachAllocation(const std::function<void(bool hasFailed)> &attempt)
{
    attempt(false); // so that what is fetched once is there
    bool hasFailed = true;
    for (std::size_t allowed = 0; hasFailed && !QTest::currentTestFailed(); ++allowed) {
        OpenSslMemory::watch().failAfter(allowed);
        attempt(true);
        hasFailed = OpenSslMemory::watch().succeedAgain();
        ERR_clear_error();
    }
}

void TestHandshake::exhaustedMemoryIsInternal()
{
    QVERIFY(isMemoryOurs);
    const auto response = responseOf(firstVector().response);
    const auto request = requestOf(firstVector().request);
    int failures = 0;
    failEachAllocation([&](bool mayFail) {
        FixedRandom random(firstVector().serverDraws());
        ByteBuffer out;
        const auto agreed = answer(request, random, out);
        QCOMPARE(out.isEmpty(), !agreed);
        QVERIFY(agreed || (mayFail && agreed.error().reason == Failure::Reason::Internal));
        failures += agreed ? 0 : 1;
    });
    failEachAllocation([&](bool mayFail) {
        FixedRandom random(firstVector().agentDraws());
        ByteBuffer out;
        const auto agent = AgentHandshake::begin(random, out);
        QCOMPARE(out.isEmpty(), !agent);
        const auto agreed = agent ? agent->finish(response) : std::unexpected(agent.error());
        QVERIFY(agreed || (mayFail && agreed.error().reason == Failure::Reason::Internal));
        failures += agreed ? 0 : 1;
    });
    QVERIFY(failures > 10);
}

void TestHandshake::noSecretIsLeftInFreedMemory()
{
    QVERIFY(isMemoryOurs);
    const auto &vector = firstVector();
    for (const auto &secret : {vector.agentPrivate, vector.serverPrivate, vector.token, vector.key})
        OpenSslMemory::watch().watchFor(secret);
    {
        ByteBuffer out;
        const auto agent = agentOf(vector, out);
        const auto atAgent = agent.finish(responseOf(vector.response));
        FixedRandom random(vector.serverDraws());
        const auto atServer = answer(requestOf(vector.request), random, out);
        QVERIFY(atAgent && atServer);
    }
    QCOMPARE(OpenSslMemory::watch().takeLeaks(), 0);
}

QTEST_APPLESS_MAIN(TestHandshake)
#include "tst_handshake.moc"

// SPDX-License-Identifier: MIT
#include "core/protocol/noise/symmetricstate.h"

#include "core/crypto/x25519.h"
#include "tests/support/fixedrandom.h"
#include "tests/support/sealedvectors.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::noise;
using namespace sealcord::test;

/// Every test runs once for each engine.
class TestSymmetricState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void everyStepIsTheVectors_data();
    void everyStepIsTheVectors();
    void whatDoesNotVerifyChangesNothing();
    void splitWipesTheKeys();
};

void TestSymmetricState::initTestCase_data()
{
    QTest::addColumn<AeadEngine>("engine");
    for (const auto engine : aeadEngines)
        QTest::newRow(std::string(name(engine)).c_str()) << engine;
}

void TestSymmetricState::init()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    if (const auto why = whyUnavailable(engine))
        QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
}

static X25519KeyPair keyPairOf(const Bytes &privateKey)
{
    FixedRandom random(privateKey);
    auto pair = X25519KeyPair::generate(random);
    if (!pair)
        qFatal("%s", pair.error().text.c_str());
    return std::move(*pair);
}

// One end of a handshake as the specification's tokens make it, for the vectors' private keys.
class Walk
{
public:
    Walk(const SealedHandshakeVector &vector, bool isAgent, AeadEngine engine)
        : m_vector(vector)
        , m_isAgent(isAgent)
        , m_static{keyPairOf(sealedVectors().agent.privateKey),
              keyPairOf(sealedVectors().server.privateKey)}
        , m_ephemeral{keyPairOf(vector.agentEphemeral), keyPairOf(vector.serverEphemeral)}
        , m_state(vector.protocolName.toStdString(), engine)
    { }

    // "name", "prologue", "message 2, ee"
    Result take(const QString &step)
    {
        if (step == u"name")
            return {};
        if (step == u"prologue")
            return m_state.mixHash(m_vector.prologue);
        const auto number = step.at(8).digitValue();
        if (number != m_number) {
            m_number = number;
            m_rest = number == 1 ? m_vector.message1()
                : number == 2    ? m_vector.message2()
                                 : m_vector.message3();
        }
        return takeToken(step.sliced(11));
    }

    SymmetricState &state() { return m_state; }

private:
    [[nodiscard]] bool isWriting() const { return (m_number % 2 == 1) == m_isAgent; }

    Result takeToken(const QString &token)
    {
        const std::size_t writer = m_number % 2 == 1 ? 0 : 1;
        if (token == u"e") {
            if (auto mixed = m_state.mixHash(next(32)); !mixed || m_vector.psk.empty())
                return mixed;
            return m_state.mixKey(m_ephemeral[writer].publicKey());
        }
        if (token == u"s")
            return hashSealed(
                Bytes(m_static[writer].publicKey().begin(), m_static[writer].publicKey().end()));
        if (token == u"payload")
            return hashSealed(m_number == 3 ? m_vector.agentHello : Bytes());
        if (token == u"psk")
            return m_state.mixKeyAndHash(m_vector.psk);
        return agree(token);
    }

    Result agree(const QString &token)
    {
        const auto &agent = token.front() == u's' ? m_static[0] : m_ephemeral[0];
        const auto &server = token.back() == u's' ? m_static[1] : m_ephemeral[1];
        const auto secret =
            m_isAgent ? agent.agree(server.publicKey()) : server.agree(agent.publicKey());
        if (!secret)
            qFatal("no agreement");
        return m_state.mixKey(secret->bytes());
    }

    // Whoever writes must come to the vector's bytes, whoever reads to the plaintext.
    Result hashSealed(const Bytes &plaintext)
    {
        const auto sealed = next(plaintext.size() + m_state.cipher().overhead());
        Bytes made(isWriting() ? sealed.size() : plaintext.size());
        auto result = isWriting() ? m_state.encryptAndHash(plaintext, made)
                                  : m_state.decryptAndHash(sealed, made);
        if (made != (isWriting() ? sealed : plaintext))
            qFatal("other bytes than the vector's");
        return result;
    }

    Bytes next(std::size_t count)
    {
        Bytes taken(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(count));
        m_rest.erase(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(count));
        return taken;
    }

    const SealedHandshakeVector &m_vector;
    bool m_isAgent;
    std::array<X25519KeyPair, 2> m_static;
    std::array<X25519KeyPair, 2> m_ephemeral;
    SymmetricState m_state;
    int m_number = 0;
    Bytes m_rest;
};

void TestSymmetricState::everyStepIsTheVectors_data()
{
    QTest::addColumn<const SealedHandshakeVector *>("vector");
    QTest::addColumn<bool>("isAgent");
    for (const auto &vector : sealedVectors().handshakes) {
        QTest::addRow("%s, agent", vector.protocolName.constData()) << &vector << true;
        QTest::addRow("%s, server", vector.protocolName.constData()) << &vector << false;
    }
}

void TestSymmetricState::everyStepIsTheVectors()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    QFETCH(const SealedHandshakeVector *, vector);
    QFETCH(bool, isAgent);
    Walk walk(*vector, isAgent, engine);
    for (const auto &step : vector->steps) {
        QVERIFY2(walk.take(step.after), qPrintable(step.after));
        const auto &state = walk.state();
        QCOMPARE(toHex(state.hash()), toHex(step.h));
        QCOMPARE(toHex(state.chainingKey().bytes()), toHex(step.ck));
        const auto *key = state.cipher().key();
        QCOMPARE(key ? toHex(key->bytes()) : QByteArray(), toHex(step.k));
        QCOMPARE(state.cipher().nonce(), step.n);
    }
    const auto split = walk.state().split();
    QVERIFY(split);
    QCOMPARE(toHex(split->handshakeHash), toHex(vector->handshakeHash));
    QCOMPARE(toHex(split->initiatorKey.bytes()), toHex(vector->agentKey));
    QCOMPARE(toHex(split->responderKey.bytes()), toHex(vector->serverKey));
}

static SymmetricState anyState()
{
    QFETCH_GLOBAL(AeadEngine, engine);
    SymmetricState state("Noise_XX_25519_AESGCM_SHA256", engine);
    if (!state.mixKey(Bytes(32, std::byte{7})))
        qFatal("mixing failed");
    return state;
}

// Noise, 5.1: n is not incremented, and so nothing is hashed.
void TestSymmetricState::whatDoesNotVerifyChangesNothing()
{
    auto sealer = anyState();
    auto opener = anyState();
    const auto plaintext = toBytes("hello");
    Bytes sealed(plaintext.size() + sealer.cipher().overhead());
    QVERIFY(sealer.encryptAndHash(plaintext, sealed));
    auto damaged = sealed;
    damaged.front() ^= std::byte{1};

    auto opened = plaintext;
    const auto hash = opener.hash();
    const auto refused = opener.decryptAndHash(damaged, opened);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Failure::Reason::NotVerified);
    QVERIFY(isAllZero(opened));
    QVERIFY(opener.hash() == hash);
    QCOMPARE(opener.cipher().nonce(), std::uint64_t{0});

    QVERIFY(opener.decryptAndHash(sealed, opened));
    QCOMPARE(toHex(opened), toHex(plaintext));
    QVERIFY(opener.hash() == sealer.hash());
    QCOMPARE(opener.cipher().nonce(), std::uint64_t{1});
}

void TestSymmetricState::splitWipesTheKeys()
{
    auto state = anyState();
    QVERIFY(!isAllZero(state.chainingKey().bytes()));
    QVERIFY(state.split());
    QVERIFY(isAllZero(state.chainingKey().bytes()));
    QVERIFY(!state.cipher().hasKey());
}

QTEST_APPLESS_MAIN(TestSymmetricState)
#include "tst_symmetricstate.moc"

// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "core/crypto/sha256.h"
#include "core/protocol/sealed/recordwriter.h"
#include "tests/support/sealedends.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Both ends against the vectors, on both engines, cut in every way.
class TestSealedVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshake_data() { addWays(); }
    void handshake();
    void recordsAreOpened_data() { addWays(); }
    void recordsAreOpened();
    void messagesAreSealed();
    void keysChange();
    void codes();

private:
    static void addWays();
};

void TestSealedVectors::addWays()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<AeadEngine>("engine");
    QTest::addColumn<Segmentation>("cuts");
    for (const auto engine : aeadEngines) {
        if (!isAvailable(engine))
            continue;
        for (const int mode : {0, 1}) {
            for (const auto cuts :
                {Segmentation::Whole, Segmentation::SingleBytes, Segmentation::PseudoRandom}) {
                const auto text = QByteArray::fromStdString(std::string(name(engine))) + ", mode "
                    + QByteArray::number(mode) + ", " + QByteArray::number(static_cast<int>(cuts));
                QTest::newRow(text.constData()) << mode << engine << cuts;
            }
        }
    }
}

void TestSealedVectors::handshake()
{
    QFETCH(const int, mode);
    QFETCH(const AeadEngine, engine);
    QFETCH(const Segmentation, cuts);
    SealedVectorEnds ends(mode, engine);
    Segmenter segmenter(cuts);
    const auto agent = ends.end(Role::Agent);
    const auto server = ends.end(Role::Server);
    agent->start();
    server->start();
    const auto opening = agent->takeOutput();
    QCOMPARE(toHex(opening), toHex(ends.vector().agentOpening));
    server->receive(opening, segmenter);
    const auto answer = server->takeOutput();
    QCOMPARE(toHex(answer), toHex(ends.vector().serverAnswer));
    agent->receive(answer, segmenter);
    const auto last = agent->takeOutput();
    QCOMPARE(toHex(last), toHex(ends.vector().agentMessage3));
    QVERIFY(!agent->session().isEstablished());
    server->receive(last, segmenter);
    const auto admit = server->takeOutput();
    QCOMPARE(toHex(admit), toHex(ends.vector().serverAdmit));
    QCOMPARE(server->events(), {EventRecord::established()});
    agent->receive(admit, segmenter);
    QCOMPARE(agent->events(), {EventRecord::established()});

    const auto &file = sealedVectors();
    QCOMPARE(QByteArray::fromStdString(agent->session().fingerprint().toString()),
        file.server.fingerprint);
    QCOMPARE(QByteArray::fromStdString(server->session().fingerprint().toString()),
        file.agent.fingerprint);
    QCOMPARE(agent->session().peer()->name, std::string("lab"));
    QCOMPARE(server->session().peer()->name, std::string("pump-3"));
    QCOMPARE(toHex(server->session().peer()->key), toHex(file.agent.publicKey));
}

// A message as the vectors write it: bytes, or a pattern of so many.
static QByteArray messageOf(const QJsonValue &value)
{
    if (value.isString())
        return QByteArray::fromHex(value.toString().toLatin1());
    QByteArray pattern(value.toObject()["pattern"_L1].toInt(), Qt::Uninitialized);
    for (qsizetype i = 0; i < pattern.size(); ++i)
        pattern[i] = static_cast<char>(i % 251);
    return pattern;
}

// Seals what a vector tells of a record, and checks what it tells of the result.
static Bytes wireOf(const QJsonObject &record, const QByteArray &message, qsizetype &from,
    sealed::Direction &direction)
{
    QByteArray plaintext = QByteArray::fromHex(record["plaintext"_L1].toString().toLatin1());
    if (plaintext.isEmpty()) {
        const auto length = record["plaintext_length"_L1].toInt();
        plaintext = message.mid(from, length - 1)
            + static_cast<char>(record["type"_L1].toString().toInt(nullptr, 16));
    }
    from += record["type"_L1].toString() == "04"_L1 ? plaintext.size() - 1 : 0;
    Bytes wire(static_cast<std::size_t>(plaintext.size()) + 2 + Aead::tagLength);
    const auto length = wire.size() - 2;
    wire[0] = static_cast<std::byte>(length >> 8);
    wire[1] = static_cast<std::byte>(length);
    const auto bytes = toBytes(plaintext);
    const std::span all(wire);
    if (!direction.seal(std::span(bytes).first(bytes.size() - 1), bytes.back(),
            all.subspan(2, bytes.size()), all.last<Aead::tagLength>()))
        qFatal("cannot seal");
    return wire;
}

static bool isAsTold(const Bytes &wire, const QJsonObject &record)
{
    if (record.contains("wire"_L1))
        return toHex(wire) == record["wire"_L1].toString().toLatin1();
    return static_cast<int>(wire.size()) == record["wire_length"_L1].toInt()
        && QCryptographicHash::hash(toByteArray(wire), QCryptographicHash::Sha256).toHex()
        == record["wire_sha256"_L1].toString().toLatin1();
}

void TestSealedVectors::recordsAreOpened()
{
    QFETCH(const int, mode);
    QFETCH(const AeadEngine, engine);
    QFETCH(const Segmentation, cuts);
    if (mode == 1)
        return; // the records of the vectors are of mode 0
    SealedVectorEnds ends(0, engine);
    const auto code = sealedVectors().root["verification"_L1].toArray()[0].toObject();
    const auto agent = ends.end(Role::Agent, hexOf(code, "rA"_L1));
    const auto server = ends.end(Role::Server, hexOf(code, "rB"_L1));
    agent->start();
    server->start();
    server->receive(agent->takeOutput());
    agent->receive(server->takeOutput());
    server->receive(agent->takeOutput());
    QCOMPARE(agent->ping(), SendResult::NotEstablished);

    auto fromAgent = ends.sending(Role::Agent);
    auto fromServer = ends.sending(Role::Server);
    qsizetype part = 0;
    QByteArray message;
    agent->receive(server->takeOutput());
    // ADMIT was the server's record 0.
    std::array<std::byte, 1> ciphertext;
    std::array<std::byte, Aead::tagLength> tag;
    QVERIFY(fromServer.seal({}, std::byte{7}, ciphertext, tag).has_value());
    QByteArrayList delivered;
    QByteArrayList wanted;
    for (const auto &value : sealedVectors().root["records"_L1].toArray()) {
        const auto record = value.toObject();
        const bool isAgents = record["from"_L1].toString() == "agent"_L1;
        if (record["type"_L1].toString() == "03"_L1) {
            part = 0;
            message = messageOf(QJsonObject{{u"pattern"_s, 150000}});
        }
        if (record["what"_L1].toString().startsWith("MESSAGE, the longest"_L1))
            message = messageOf(record["delivers"_L1].toArray()[0]);
        if (record["type"_L1].toString() == "20"_L1)
            QCOMPARE(agent->verify(), SendResult::Sent);
        if (record["type"_L1].toString() == "21"_L1)
            QCOMPARE(server->verify(), SendResult::Sent);
        if (record["type"_L1].toString() == "06"_L1 && !isAgents)
            QCOMPARE(agent->ping(), SendResult::Sent);
        const auto wire = wireOf(record, message, part, isAgents ? fromAgent : fromServer);
        QVERIFY2(isAsTold(wire, record), qPrintable(record["what"_L1].toString()));
        const auto &receiver = isAgents ? server : agent;
        Segmenter segmenter(cuts);
        if (record["type"_L1].toString() != "08"_L1)
            receiver->receive(wire, segmenter);
        for (const auto &delivers : record["delivers"_L1].toArray())
            wanted += messageOf(delivers);
        for (const auto &event : receiver->takeEvents()) {
            if (event.kind == EventRecord::Kind::Message)
                delivered += event.text;
            QVERIFY2(event.kind != EventRecord::Kind::Failed, event.text.constData());
        }
    }
    QCOMPARE(delivered, wanted);
}

void TestSealedVectors::messagesAreSealed()
{
    SealedVectorEnds ends(0);
    sealed::RecordWriter agent(ends.sending(Role::Agent));
    const auto records = sealedVectors().root["records"_L1].toArray();
    const auto sealed = [&](std::initializer_list<QByteArray> messages) {
        ByteBuffer out;
        for (const auto &message : messages) {
            if (!agent.message(toBytes(message), out))
                qFatal("cannot seal");
        }
        if (!agent.flush(out))
            qFatal("cannot seal");
        return Bytes(out.bytes().begin(), out.bytes().end());
    };
    QVERIFY(isAsTold(sealed({"Hello from client!"}), records[0].toObject()));
    QVERIFY(isAsTold(sealed({"one", "two", "three"}), records[2].toObject()));
    ByteBuffer out;
    const auto ping = fromHex("0001020304050607");
    QVERIFY(agent.record(sealed::RecordType::Ping, ping, out).has_value());
    QCOMPARE(toHex(out.bytes()), records[4].toObject()["wire"_L1].toString().toLatin1());
    QVERIFY(
        isAsTold(sealed({messageOf(QJsonObject{{u"pattern"_s, 65518}})}), records[6].toObject()));
}

void TestSealedVectors::keysChange()
{
    SealedVectorEnds ends(0);
    auto agent = ends.sending(Role::Agent);
    const auto rekey = sealedVectors().root["rekey"_L1].toObject();
    for (const auto &value : rekey["records"_L1].toArray()) {
        const auto record = value.toObject();
        const auto number = static_cast<std::uint64_t>(record["n"_L1].toInt());
        std::array<std::byte, 1> ciphertext;
        std::array<std::byte, Aead::tagLength> tag;
        while (agent.count() < number)
            QVERIFY(agent.seal({}, std::byte{1}, ciphertext, tag).has_value());
        qsizetype part = 0;
        QCOMPARE(toHex(wireOf(record, {}, part, agent)), record["wire"_L1].toString().toLatin1());
    }
}

void TestSealedVectors::codes()
{
    for (const auto &value : sealedVectors().root["verification"_L1].toArray()) {
        const auto vector = value.toObject();
        const auto share = [&](QLatin1StringView name) {
            return arrayFromHex<32>(vector[name].toString().toLatin1());
        };
        const auto hash = share("handshake_hash"_L1);
        QCOMPARE(toHex(*sealed::commitment(hash, share("rA"_L1))),
            vector["commit"_L1].toString().toLatin1());
        const auto code = sealed::verificationCode(hash, share("rA"_L1), share("rB"_L1));
        QVERIFY(code.has_value());
        auto digits = vector["digits"_L1].toString().rightJustified(6, u'0');
        QCOMPARE(QString::fromStdString(code->digits), digits.insert(3, u' '));
        QStringList words;
        for (const auto word : code->words)
            words += QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
        QCOMPARE(words.join(u' '), vector["words"_L1].toString());
    }
}

QTEST_APPLESS_MAIN(TestSealedVectors)
#include "tst_sealedvectors.moc"

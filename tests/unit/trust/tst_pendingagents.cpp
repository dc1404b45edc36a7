// SPDX-License-Identifier: MIT
#include "core/trust/pendingagents.h"

#include "tests/unit/trust/trustfolder.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestPendingAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsNewsOnce();
    void anAddressHasFour_data();
    void anAddressHasFour();
    void theMostCrowdedAddressMakesRoom();
    void whoWasRemovedIsGone();
    void comesBackFromItsFile();
    void triesAreCountedAndKept();
    void aFileWithSomethingElseIsAnError();
};

namespace {

X25519KeyPair::PublicKey keyOf(int number)
{
    X25519KeyPair::PublicKey key{};
    key[0] = static_cast<std::byte>(number);
    key[1] = static_cast<std::byte>(number >> 8);
    return key;
}

IpAddress at(const QString &text)
{
    return *IpAddress::parse(text);
}

UtcTime second(int number)
{
    return UtcTime(std::chrono::seconds(1'800'000'000 + number));
}

// The numbers of the keys, in order.
QList<int> numbersOf(const PendingAgents &pending)
{
    QList<int> numbers;
    for (const auto &agent : pending.agents())
        numbers += std::to_integer<int>(agent.key[0]) | std::to_integer<int>(agent.key[1]) << 8;
    return numbers;
}

} // namespace

void TestPendingAgents::aKeyIsNewsOnce()
{
    PendingAgents pending;
    QVERIFY(pending.add(keyOf(1), u"pump"_s, at(u"10.0.0.1"_s), second(0)));
    QVERIFY(pending.add(keyOf(2), {}, at(u"10.0.0.1"_s), second(1)));
    QVERIFY(!pending.add(keyOf(1), u"pump-3"_s, at(u"10.0.0.2"_s), second(2)));
    QCOMPARE(numbersOf(pending), (QList<int>{2, 1}));
    const auto &agent = pending.agents().back();
    QCOMPARE(agent.name, u"pump-3"_s);
    QCOMPARE(agent.address.toString(), u"10.0.0.2"_s);
    QVERIFY(agent.first == second(0) && agent.last == second(2));
}

void TestPendingAgents::anAddressHasFour_data()
{
    QTest::addColumn<QString>("pattern"); // of the addresses

    QTest::newRow("IPv4") << u"10.0.0.1"_s;
    QTest::newRow("IPv4 in IPv6") << u"::ffff:10.0.0.1"_s;
    QTest::newRow("a network of IPv6") << u"2001:db8::%1"_s;
}

void TestPendingAgents::anAddressHasFour()
{
    QFETCH(QString, pattern);
    PendingAgents pending;
    QVERIFY(pending.add(keyOf(9), {}, at(u"10.0.0.9"_s), second(0)));
    for (int i = 1; i <= 5; ++i) {
        const auto text = pattern.contains(u'%') ? pattern.arg(i) : pattern;
        QVERIFY(pending.add(keyOf(i), {}, at(text), second(i)));
    }
    QCOMPARE(numbersOf(pending), (QList<int>{9, 2, 3, 4, 5}));
}

void TestPendingAgents::theMostCrowdedAddressMakesRoom()
{
    PendingAgents pending;
    for (int i = 0; i < 98; ++i)
        QVERIFY(pending.add(keyOf(i), {}, at(u"10.0.0.%1"_s.arg(i)), second(i)));
    for (const int i : {200, 201})
        QVERIFY(pending.add(keyOf(i), {}, at(u"192.0.2.1"_s), second(i)));
    QCOMPARE(pending.agents().size(), PendingAgents::most);
    QVERIFY(pending.add(keyOf(300), {}, at(u"192.0.2.2"_s), second(300)));
    QCOMPARE(pending.agents().size(), PendingAgents::most);
    QVERIFY(!numbersOf(pending).contains(200));
    QVERIFY(numbersOf(pending).contains(0) && numbersOf(pending).contains(201));
    // All have one now: the oldest of all goes.
    QVERIFY(pending.add(keyOf(301), {}, at(u"192.0.2.3"_s), second(301)));
    QVERIFY(!numbersOf(pending).contains(0));
    // Who is in already pushes nobody out.
    QVERIFY(!pending.add(keyOf(1), {}, at(u"10.0.0.1"_s), second(302)));
    QCOMPARE(pending.agents().size(), PendingAgents::most);
}

void TestPendingAgents::whoWasRemovedIsGone()
{
    PendingAgents pending;
    pending.add(keyOf(1), {}, at(u"10.0.0.1"_s), second(0));
    QVERIFY(pending.remove(keyOf(1)));
    QVERIFY(!pending.remove(keyOf(1)));
    QVERIFY(pending.agents().empty());
}

void TestPendingAgents::comesBackFromItsFile()
{
    const TrustFolder folder;
    const auto path = folder.path(u"pending_agents"_s);
    const auto none = PendingAgents::read(path);
    QVERIFY(none && none->agents().empty());

    PendingAgents pending;
    const QString strange = u"\"zähl\"\n\x1b[31m # \\"_s;
    pending.add(keyOf(1), strange, at(u"2001:db8::7"_s), second(0));
    pending.add(keyOf(2), {}, at(u"10.0.0.1"_s), second(1));
    pending.add(keyOf(1), strange, at(u"2001:db8::7"_s), second(2));
    const auto done = pending.write(path);
    QVERIFY2(done, done ? "" : qPrintable(done.error().text));
    QCOMPARE(folder.mode(u"pending_agents"_s), mode_t(0600));
    const auto read = PendingAgents::read(path);
    QVERIFY(read);
    QCOMPARE(read->toText(), pending.toText());
    QCOMPARE(read->agents().back().name, strange);
    QVERIFY(read->agents().back().first == second(0) && read->agents().back().last == second(2));
}

void TestPendingAgents::triesAreCountedAndKept()
{
    PendingAgents pending;
    for (int i = 0; i < 3; ++i)
        pending.add(keyOf(1), {}, at(u"10.0.0.1"_s), second(i));
    pending.add(keyOf(2), {}, at(u"10.0.0.1"_s), second(3));
    const auto read = PendingAgents::parse(pending.toText(), u"FILE"_s);
    QVERIFY(read);
    QCOMPARE(read->agents().front().tries, quint64(3));
    QCOMPARE(read->agents().back().tries, quint64(1));
    // As a server wrote it that did not count.
    const auto old = pending.toText().replace(",\"tries\":3", "");
    QCOMPARE(PendingAgents::parse(old, u"FILE"_s)->agents().front().tries, quint64(1));
}

void TestPendingAgents::aFileWithSomethingElseIsAnError()
{
    for (const auto *text : {"nonsense\n", "{}\n", "[]\n", "{\"key\":\"x25519:\"}\n"}) {
        const auto pending = PendingAgents::parse('\n' + QByteArray(text), u"FILE"_s);
        QVERIFY(!pending);
        QCOMPARE(
            pending.error().text, u"FILE:2: is no agent that waits; only a server writes here"_s);
    }
}

QTEST_APPLESS_MAIN(TestPendingAgents)
#include "tst_pendingagents.moc"

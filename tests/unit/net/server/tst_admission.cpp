// SPDX-License-Identifier: MIT
#include "core/net/server/admission.h"

#include <QHostAddress>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace sealcord;
using Reason = ConnectionRefused::Reason;

namespace {

Endpoint peer(const char *address, quint16 port = 1)
{
    return Endpoint(QHostAddress(QString::fromLatin1(address)), port);
}

/// The same books, kept in the plainest way: one list, searched every time.
class PlainAdmission
{
public:
    explicit PlainAdmission(const AdmissionLimits &limits)
        : m_limits(limits)
    { }

    struct Entry {
        ConnectionId id;
        std::size_t worker;
        Endpoint::Site site;
        bool isPending;
    };

    [[nodiscard]] std::optional<Reason> refusal(const Endpoint &from) const
    {
        if (m_entries.size() >= m_limits.maxConnections)
            return Reason::TooManyConnections;
        const auto here = std::ranges::count(m_entries, from.site(), &Entry::site);
        if (m_limits.maxPerAddress && std::size_t(here) >= m_limits.maxPerAddress)
            return Reason::TooManyFromAddress;
        return std::nullopt;
    }

    /// The one that an admission would evict now.
    [[nodiscard]] const Entry *victim() const
    {
        if (pending() < m_limits.maxPending)
            return nullptr;
        const Entry *victim = nullptr;
        for (const auto &entry : m_entries) // oldest first, so that ties go to the oldest
            if (entry.isPending && (!victim || pendingAt(entry.site) > pendingAt(victim->site)))
                victim = &entry;
        return victim;
    }

    void add(ConnectionId id, std::size_t worker, const Endpoint &from)
    {
        m_entries.push_back({id, worker, from.site(), true});
    }
    void settle(ConnectionId id)
    {
        const auto entry = std::ranges::find(m_entries, id, &Entry::id);
        if (entry != m_entries.end())
            entry->isPending = false;
    }
    void remove(ConnectionId id)
    {
        std::erase_if(m_entries, [&](const Entry &entry) { return entry.id == id; });
    }

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] std::size_t pending() const
    {
        return std::size_t(std::ranges::count(m_entries, true, &Entry::isPending));
    }

private:
    [[nodiscard]] std::ptrdiff_t pendingAt(const Endpoint::Site &site) const
    {
        return std::ranges::count_if(
            m_entries, [&](const Entry &entry) { return entry.isPending && entry.site == site; });
    }

    AdmissionLimits m_limits;
    std::vector<Entry> m_entries; // oldest first
};

} // namespace

class TestAdmission : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersConnectionsFromOne();
    void refusesOneMoreThanFit();
    void refusesOneMoreFromAnAddress();
    void slashSixtyFourCountsAsOneAddress();
    void newcomerIsNeverRefusedForPendingOnes();
    void oldestOfTheMostCrowdedAddressMakesRoom();
    void amongEqualsTheOldestMakesRoom();
    void establishedOnesMakeNoRoom();
    void evictedOneCountsUntilItHasEnded();
    void whatIsUnknownOrSaidTwiceChangesNothing();
    void agreesWithPlainBooksInAnyOrder_data();
    void agreesWithPlainBooksInAnyOrder();
};

void TestAdmission::numbersConnectionsFromOne()
{
    Admission admission({});
    for (ConnectionId id = 1; id <= 3; ++id) {
        const auto admitted = admission.admit(peer("192.0.2.1"), 0);
        QVERIFY(admitted);
        QCOMPARE(admitted->id, id);
        QVERIFY(!admitted->evicted);
    }
    admission.ended(3);
    QCOMPARE(admission.admit(peer("192.0.2.1"), 0)->id, ConnectionId{4});
}

void TestAdmission::refusesOneMoreThanFit()
{
    Admission admission({.maxConnections = 2});
    QVERIFY(admission.admit(peer("192.0.2.1"), 0));
    QVERIFY(admission.admit(peer("192.0.2.2"), 0));
    const auto refused = admission.admit(peer("192.0.2.3", 7), 0);
    QVERIFY(!refused);
    QVERIFY(refused.error().peer == peer("192.0.2.3", 7));
    QCOMPARE(refused.error().reason, Reason::TooManyConnections);
    QCOMPARE(refused.error().limit, std::size_t{2});
    QCOMPARE(admission.connections(), std::size_t{2});

    admission.established(2); // takes as much room as before
    QVERIFY(!admission.admit(peer("192.0.2.3"), 0));
    admission.ended(2);
    QVERIFY(admission.admit(peer("192.0.2.3"), 0));
}

void TestAdmission::refusesOneMoreFromAnAddress()
{
    Admission admission({.maxPerAddress = 2});
    QVERIFY(admission.admit(peer("192.0.2.1", 1), 0));
    QVERIFY(admission.admit(peer("::ffff:192.0.2.1", 2), 0));
    const auto refused = admission.admit(peer("192.0.2.1", 3), 0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, Reason::TooManyFromAddress);
    QCOMPARE(refused.error().limit, std::size_t{2});
    QVERIFY(admission.admit(peer("192.0.2.2"), 0));
    admission.established(1);
    QVERIFY(!admission.admit(peer("192.0.2.1"), 0));
    admission.ended(1);
    QVERIFY(admission.admit(peer("192.0.2.1"), 0));
}

void TestAdmission::slashSixtyFourCountsAsOneAddress()
{
    Admission admission({.maxPerAddress = 1});
    QVERIFY(admission.admit(peer("2001:db8::1"), 0));
    QVERIFY(!admission.admit(peer("2001:db8::ffff:2"), 0));
    QVERIFY(admission.admit(peer("2001:db8:0:1::1"), 0));
}

void TestAdmission::newcomerIsNeverRefusedForPendingOnes()
{
    for (const std::size_t maxPending : {0zu, 1zu, 7zu}) {
        Admission admission({.maxConnections = 1000, .maxPending = maxPending});
        for (quint16 port = 1; port <= 500; ++port)
            QVERIFY(admission.admit(peer("192.0.2.1", port), 0));
        QCOMPARE(admission.pending(), std::max(maxPending, 1zu));
    }
}

void TestAdmission::oldestOfTheMostCrowdedAddressMakesRoom()
{
    Admission admission({.maxPending = 4});
    std::ignore = admission.admit(peer("192.0.2.1"), 10); // 1: the oldest of all
    std::ignore = admission.admit(peer("192.0.2.2"), 20); // 2: the oldest of the crowd
    std::ignore = admission.admit(peer("192.0.2.2"), 21);
    std::ignore = admission.admit(peer("192.0.2.2"), 22);
    const auto admitted = admission.admit(peer("192.0.2.1"), 11);
    QVERIFY(admitted && admitted->evicted);
    QCOMPARE(admitted->evicted->id, ConnectionId{2});
    QCOMPARE(admitted->evicted->worker, std::size_t{20});
}

void TestAdmission::amongEqualsTheOldestMakesRoom()
{
    Admission admission({.maxPending = 4});
    for (const auto *from : {"192.0.2.9", "192.0.2.1", "192.0.2.1", "192.0.2.9"})
        std::ignore = admission.admit(peer(from), 0);
    QCOMPARE(admission.admit(peer("192.0.2.5"), 0)->evicted->id, ConnectionId{1});
    QCOMPARE(admission.admit(peer("192.0.2.5"), 0)->evicted->id, ConnectionId{2});
}

void TestAdmission::establishedOnesMakeNoRoom()
{
    Admission admission({.maxPending = 1});
    std::ignore = admission.admit(peer("192.0.2.1"), 0);
    admission.established(1);
    QCOMPARE(admission.pending(), std::size_t{0});
    const auto second = admission.admit(peer("192.0.2.1"), 0);
    QVERIFY(second && !second->evicted);
    admission.established(2);
    const auto third = admission.admit(peer("192.0.2.1"), 0);
    QVERIFY(third && !third->evicted);
    QCOMPARE(admission.admit(peer("192.0.2.1"), 0)->evicted->id, ConnectionId{3});
}

void TestAdmission::evictedOneCountsUntilItHasEnded()
{
    Admission admission({.maxConnections = 2, .maxPending = 1, .maxPerAddress = 2});
    std::ignore = admission.admit(peer("192.0.2.1"), 0);
    QVERIFY(admission.admit(peer("192.0.2.1"), 0)->evicted);
    QCOMPARE(admission.connections(), std::size_t{2});
    QCOMPARE(admission.pending(), std::size_t{1});
    QVERIFY(!admission.admit(peer("192.0.2.1"), 0)); // its descriptor is still there
    admission.established(1); // said before it heard of its eviction
    admission.ended(1);
    QCOMPARE(admission.connections(), std::size_t{1});
    QCOMPARE(admission.pending(), std::size_t{1});
    QCOMPARE(admission.admit(peer("192.0.2.1"), 0)->evicted->id, ConnectionId{2});
}

void TestAdmission::whatIsUnknownOrSaidTwiceChangesNothing()
{
    Admission admission({});
    std::ignore = admission.admit(peer("192.0.2.1"), 0);
    std::ignore = admission.admit(peer("192.0.2.1"), 0);
    admission.established(99);
    admission.ended(99);
    admission.established(1);
    admission.established(1);
    QCOMPARE(admission.pending(), std::size_t{1});
    admission.ended(1);
    admission.ended(1);
    QCOMPARE(admission.connections(), std::size_t{1});
}

void TestAdmission::agreesWithPlainBooksInAnyOrder_data()
{
    QTest::addColumn<std::size_t>("maxConnections");
    QTest::addColumn<std::size_t>("maxPending");
    QTest::addColumn<std::size_t>("maxPerAddress");
    QTest::newRow("pending is what binds") << 1000zu << 12zu << 0zu;
    QTest::newRow("connections are what binds") << 20zu << 15zu << 0zu;
    QTest::newRow("addresses are what binds") << 1000zu << 30zu << 4zu;
    QTest::newRow("all of them") << 25zu << 8zu << 6zu;
}

void TestAdmission::agreesWithPlainBooksInAnyOrder()
{
    QFETCH(std::size_t, maxConnections);
    QFETCH(std::size_t, maxPending);
    QFETCH(std::size_t, maxPerAddress);
    const AdmissionLimits limits{maxConnections, maxPending, maxPerAddress};
    static constexpr std::array addresses{"192.0.2.1", "192.0.2.2", "::ffff:192.0.2.2",
        "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "::1", "127.0.0.1"};

    Admission admission(limits);
    PlainAdmission plain(limits);
    std::uint64_t state = 1; // fixed, so that a failure repeats
    const auto draw = [&state](std::uint64_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 33) % below;
    };
    ConnectionId last = 0;
    for (int i = 0; i < 6'000; ++i) {
        const auto any = 1 + draw(last + 1); // most have ended already, one was never there
        const auto recent = last - std::min<ConnectionId>(last, draw(40));
        switch (draw(6)) {
        case 0:
            admission.established(recent);
            plain.settle(recent);
            break;
        case 1:
            admission.ended(recent);
            plain.remove(recent);
            break;
        case 2:
            admission.ended(any);
            plain.remove(any);
            break;
        default:
            const auto from = peer(addresses[draw(addresses.size())]);
            const auto refusal = plain.refusal(from);
            const auto *victim = refusal ? nullptr : plain.victim();
            const auto worker = draw(4);
            const auto admitted = admission.admit(from, worker);
            QCOMPARE(admitted.has_value(), !refusal);
            if (refusal) {
                QCOMPARE(admitted.error().reason, *refusal);
                break;
            }
            QCOMPARE(admitted->id, ++last);
            QCOMPARE(admitted->evicted.has_value(), victim != nullptr);
            if (victim) {
                QCOMPARE(admitted->evicted->id, victim->id);
                QCOMPARE(admitted->evicted->worker, victim->worker);
                plain.settle(victim->id);
            }
            plain.add(last, worker, from);
        }
        QCOMPARE(admission.connections(), plain.size());
        QCOMPARE(admission.pending(), plain.pending());
    }
}

QTEST_APPLESS_MAIN(TestAdmission)
#include "tst_admission.moc"

// SPDX-License-Identifier: MIT
#include "core/net/limits.h"
#include "core/net/stream/receivewindow.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <random>

using namespace sealcord;

namespace {

constexpr std::uint32_t first = StreamLimits::firstWindow;

/// A sender that holds to its credit, and a receiver, with a path between them that is as slow as
/// the test wants it.
struct Path {
    ReceiveWindow window{first};
    std::uint64_t allowed = first; // as the sender knows
    std::uint64_t granted = first;
    std::uint64_t sent = 0;
    std::uint64_t taken = 0;
    std::deque<std::uint64_t> records; // under way
    std::deque<std::uint32_t> grants; // the other way

    void send(std::uint64_t count)
    {
        count = std::min(count, allowed - sent);
        if (count == 0)
            return;
        records.push_back(count);
        sent += count;
    }
    void deliver()
    {
        if (records.empty())
            return;
        window.received(records.front());
        records.pop_front();
    }
    void take(std::uint64_t count)
    {
        count = std::min(count, window.waiting());
        window.taken(count);
        taken += count;
        if (!window.isDue())
            return;
        if (window.isTight())
            window.resize(std::min(2 * window.size(), StreamLimits::mostWindow));
        grants.push_back(window.grant());
        granted += grants.back();
    }
    void hear()
    {
        if (grants.empty())
            return;
        allowed += grants.front();
        grants.pop_front();
    }
    void settle()
    {
        while (!records.empty())
            deliver();
        take(window.waiting());
        while (!grants.empty())
            hear();
    }
};

} // namespace

class TestReceiveWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creditIsConservedWhateverTheOrder_data();
    void creditIsConservedWhateverTheOrder();
    void aSenderThatWaitsMakesItGrow();
    void aSenderThatNeverWaitsDoesNot_data();
    void aSenderThatNeverWaitsDoesNot();
    void itDoesNotGrowForWhoDoesNotRead();
    void littleIsNotGranted();
};

void TestReceiveWindow::creditIsConservedWhateverTheOrder_data()
{
    QTest::addColumn<unsigned>("seed");

    for (unsigned seed = 1; seed <= 50; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestReceiveWindow::creditIsConservedWhateverTheOrder()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    Path path;
    for (int step = 0; step < 5000; ++step) {
        const auto before = path.window.size();
        const std::uint64_t some = random() % 70'000;
        switch (random() % 5) {
        case 0:
        case 1:
            path.send(some);
            break;
        case 2:
            path.deliver();
            break;
        case 3:
            path.take(2 * some);
            break;
        default:
            path.hear();
        }
        QVERIFY(path.sent <= path.allowed && path.allowed <= path.granted);
        QVERIFY(path.granted - path.taken <= path.window.size());
        QVERIFY(path.window.waiting() <= path.window.size());
        QVERIFY(path.window.size() >= before && path.window.size() <= StreamLimits::mostWindow);
        QCOMPARE(path.window.size() % first, 0u); // it doubles
    }
    path.settle();
    QCOMPARE(path.taken, path.sent);
    QCOMPARE(path.allowed, path.granted);
    QVERIFY(path.allowed - path.sent > path.window.size() / 2); // nobody waits for ever
}

void TestReceiveWindow::aSenderThatWaitsMakesItGrow()
{
    Path path;
    for (auto size = first; size < StreamLimits::mostWindow; size *= 2) {
        QCOMPARE(path.window.size(), size);
        for (int rounds = 0; path.window.size() == size && rounds < 10; ++rounds) {
            while (path.sent < path.allowed)
                path.send(65'000);
            path.settle();
        }
    }
    QCOMPARE(path.window.size(), StreamLimits::mostWindow);
}

void TestReceiveWindow::aSenderThatNeverWaitsDoesNot_data()
{
    QTest::addColumn<int>("length");

    for (const int length : {1, 512, 4096, 16'384, 30'011, 65'514, 65'536})
        QTest::addRow("%d bytes", length) << length;
}

// However much it sends, and in whatever pieces: its credit is never used up.
void TestReceiveWindow::aSenderThatNeverWaitsDoesNot()
{
    QFETCH(int, length);
    Path path;
    const auto sent = static_cast<std::uint64_t>(length);
    for (int round = 0; round < 10'000; ++round) {
        path.send(sent);
        path.settle();
    }
    QCOMPARE(path.sent, 10'000 * sent);
    QCOMPARE(path.window.size(), first);
}

// Who waits for a reader that is slow needs no more room, but less to say.
void TestReceiveWindow::itDoesNotGrowForWhoDoesNotRead()
{
    Path path;
    for (int round = 0; round < 1000; ++round) {
        while (path.sent < path.allowed)
            path.send(65'000);
        while (!path.records.empty())
            path.deliver();
        path.take(40'000);
        path.hear();
    }
    QCOMPARE(path.window.size(), first);
}

void TestReceiveWindow::littleIsNotGranted()
{
    Path path;
    path.send(first - first / 2 - 1);
    path.deliver();
    path.take(first);
    QVERIFY(path.grants.empty());
    path.send(1);
    path.deliver();
    path.take(1);
    QCOMPARE(path.grants.size(), 1zu);
    QCOMPARE(path.grants.front(), first - first / 2);
}

QTEST_APPLESS_MAIN(TestReceiveWindow)
#include "tst_receivewindow.moc"

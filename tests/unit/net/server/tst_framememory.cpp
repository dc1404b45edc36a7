// SPDX-License-Identifier: MIT
#include "core/net/server/framememory.h"

#include "core/net/connection/connection.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <thread>

using namespace sealcord;
using namespace std::chrono_literals;

using Clock = IncompleteFrames::Clock;

namespace {

class DeafTap final : public Tap
{
public:
    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Lives; }
    void happened(WireEvent) override { }
};

class DeafOwner final : public ConnectionOwner
{
public:
    void established(Connection &) override { }
    void received(Connection &, std::span<const std::byte>) override { }
    void ended(Connection &, const ConnectionEnded &) override { }
    void released(Connection &) override { }
};

/// Connections that are never started: only their identity counts here.
class Connections
{
public:
    Connections()
    {
        for (auto &connection : m_connections)
            connection = std::make_unique<Connection>(ConnectionName{},
                std::make_unique<QAbstractSocket>(QAbstractSocket::TcpSocket, nullptr),
                Role::Server, ConnectionLimits{}, m_context, m_owner);
    }

    static constexpr std::size_t count = 6;
    Connection &operator[](std::size_t i) { return *m_connections[i]; }

private:
    DeafTap m_tap;
    DeafOwner m_owner;
    IoContext m_context{m_tap};
    std::array<std::unique_ptr<Connection>, count> m_connections;
};

constexpr Clock::time_point at(int milliseconds)
{
    return Clock::time_point(std::chrono::milliseconds(milliseconds));
}

} // namespace

class TestFrameMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOverTheLimitWhenMoreIsHeld();
    void threadsShareOneCount();
    void nobodyIsStalestAtFirst();
    void longestWithoutProgressIsStalest();
    void progressMakesFresh();
    void whatIsRemovedIsNotStalest();
    void agreesWithASearchInAnyOrder();
};

void TestFrameMemory::isOverTheLimitWhenMoreIsHeld()
{
    FrameMemory memory(100);
    QVERIFY(!memory.isOverLimit());
    memory.change(0, 60);
    memory.change(0, 40);
    QVERIFY(!memory.isOverLimit()); // exactly
    memory.change(40, 41);
    QVERIFY(memory.isOverLimit());
    memory.change(60, 0);
    QVERIFY(!memory.isOverLimit());
    memory.change(41, 0);
    memory.change(0, 0);
    memory.change(0, 100);
    QVERIFY(!memory.isOverLimit()); // nothing was left over
}

void TestFrameMemory::threadsShareOneCount()
{
    FrameMemory memory(0);
    {
        std::array<std::jthread, 4> threads;
        for (auto &thread : threads)
            thread = std::jthread([&memory] {
                for (std::size_t i = 0; i < 10'000; ++i) {
                    memory.change(0, i);
                    memory.change(i, 2 * i);
                    memory.change(2 * i, 0);
                }
            });
    }
    QVERIFY(!memory.isOverLimit());
}

void TestFrameMemory::nobodyIsStalestAtFirst()
{
    const IncompleteFrames frames;
    QVERIFY(!frames.stalest());
    QCOMPARE(frames.stalestSince(), Clock::time_point::max());
}

void TestFrameMemory::longestWithoutProgressIsStalest()
{
    Connections connections;
    IncompleteFrames frames;
    frames.progressed(connections[1], at(1));
    frames.progressed(connections[0], at(2));
    frames.progressed(connections[2], at(2));
    QCOMPARE(frames.stalest(), &connections[1]);
    QCOMPARE(frames.stalestSince(), at(1));
}

void TestFrameMemory::progressMakesFresh()
{
    Connections connections;
    IncompleteFrames frames;
    frames.progressed(connections[0], at(1));
    frames.progressed(connections[1], at(2));
    frames.progressed(connections[0], at(3));
    QCOMPARE(frames.stalest(), &connections[1]);
    QCOMPARE(frames.stalestSince(), at(2));
    frames.progressed(connections[1], at(4));
    QCOMPARE(frames.stalest(), &connections[0]);
    QCOMPARE(frames.stalestSince(), at(3));
}

void TestFrameMemory::whatIsRemovedIsNotStalest()
{
    Connections connections;
    IncompleteFrames frames;
    frames.progressed(connections[0], at(1));
    frames.progressed(connections[1], at(2));
    frames.remove(connections[0]);
    frames.remove(connections[0]);
    frames.remove(connections[2]); // was never there
    QCOMPARE(frames.stalest(), &connections[1]);
    QCOMPARE(frames.stalestSince(), at(2));
    frames.remove(connections[1]);
    QVERIFY(!frames.stalest());
    QCOMPARE(frames.stalestSince(), Clock::time_point::max());
}

void TestFrameMemory::agreesWithASearchInAnyOrder()
{
    Connections connections;
    IncompleteFrames frames;
    std::array<int, Connections::count> since{}; // 0: not there
    std::uint64_t state = 1; // fixed, so that a failure repeats
    for (int now = 1; now < 5'000; ++now) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const auto i = (state >> 33) % since.size();
        if ((state >> 60) < 9) {
            frames.progressed(connections[i], at(now));
            since[i] = now;
        } else {
            frames.remove(connections[i]);
            since[i] = 0;
        }
        auto *const oldest = std::ranges::min_element(
            since, {}, [](int when) { return when ? when : std::numeric_limits<int>::max(); });
        const auto *expected =
            *oldest ? &connections[std::size_t(oldest - since.begin())] : nullptr;
        QCOMPARE(frames.stalest(), expected);
        QCOMPARE(frames.stalestSince(), *oldest ? at(*oldest) : Clock::time_point::max());
    }
}

QTEST_GUILESS_MAIN(TestFrameMemory)
#include "tst_framememory.moc"

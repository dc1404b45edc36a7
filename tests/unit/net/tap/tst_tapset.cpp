// SPDX-License-Identifier: MIT
#include "core/net/tap/tapset.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sealcord;

namespace {

class Counter final : public Tap
{
public:
    explicit Counter(TapInterest interest)
        : m_interest(interest)
    { }

    [[nodiscard]] TapInterest interest() const noexcept override { return m_interest; }
    void happened(WireEvent) override { ++events; }

    std::atomic<int> events = 0;

private:
    const TapInterest m_interest;
};

} // namespace

class TestTapSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsToldWhatItWants();
    void comingAndGoingWhileThingsHappen();
};

void TestTapSet::eachIsToldWhatItWants()
{
    TapSet set;
    QCOMPARE(set.interest(), TapInterest::Lives);
    const auto lives = std::make_shared<Counter>(TapInterest::Lives);
    const auto messages = std::make_shared<Counter>(TapInterest::Messages);
    set.add(lives);
    set.add(messages);
    QCOMPARE(set.interest(), TapInterest::Messages);
    set.happened(ConnectionOpened{});
    set.happened(MessageSeen{});
    QCOMPARE(lives->events, 1);
    QCOMPARE(messages->events, 2);
    set.remove(messages.get());
    QCOMPARE(set.interest(), TapInterest::Lives);
    set.happened(ConnectionOpened{});
    QCOMPARE(lives->events, 2);
    QCOMPARE(messages->events, 2);
}

void TestTapSet::comingAndGoingWhileThingsHappen()
{
    TapSet set;
    std::atomic<bool> isOver = false;
    std::atomic<int> told = 0;
    std::thread worker([&] {
        while (!isOver) {
            std::ignore = set.interest();
            set.happened(MessageSeen{});
            ++told;
        }
    });
    int events = 0;
    for (int i = 0; i < 20; ++i) {
        auto tap = std::make_shared<Counter>(TapInterest::Messages);
        set.add(tap);
        const auto before = told.load();
        QTRY_VERIFY(told > before + 1);
        set.remove(tap.get());
        events += tap->events > 0 ? 1 : 0;
    }
    isOver = true;
    worker.join();
    QCOMPARE(events, 20);
}

QTEST_GUILESS_MAIN(TestTapSet)

#include "tst_tapset.moc"

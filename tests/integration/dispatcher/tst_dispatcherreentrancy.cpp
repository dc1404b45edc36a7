// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "watcher.h"

#include <QAbstractEventDispatcher>
#include <QRegularExpression>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>

#include <array>
#include <optional>

using namespace dispatching;

/// Notifiers that come, go and change inside an activation, and descriptors with them.
class TestDispatcherReentrancy : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void removedBeforeItsTurn_data();
    void removedBeforeItsTurn();
    void enabledAgainWaitsForTheNextTurn_data() { addKinds(); }
    void enabledAgainWaitsForTheNextTurn();
    void enabledAgainBesideAnotherKind_data() { addKinds(); }
    void enabledAgainBesideAnotherKind();
    void addedInsideAnActivation_data() { addKinds(); }
    void addedInsideAnActivation();
    void addedBesideAnotherKind_data() { addKinds(); }
    void addedBesideAnotherKind();
    void deletesItselfLater_data() { addKinds(); }
    void deletesItselfLater();
    void numberIsReusedInsideAnActivation_data() { addKinds(); }
    void numberIsReusedInsideAnActivation();
    void numberIsReusedUnderALivingNotifier_data();
    void numberIsReusedUnderALivingNotifier();
    void closedDescriptorWithADuplicateIsForgotten_data();
    void closedDescriptorWithADuplicateIsForgotten();
    void nestedLoopServesTheOthers_data() { addKinds(); }
    void nestedLoopServesTheOthers();
    void removedInsideANestedLoop_data() { addKinds(); }
    void removedInsideANestedLoop();
};

namespace {

/// Two readable descriptors: whichever is activated first does something to the other.
struct Rivals {
    std::array<Pair, 2> pairs{makePair(), makePair()};
    std::array<std::unique_ptr<Watcher>, 2> watchers{
        std::make_unique<Watcher>(pairs[0].near), std::make_unique<Watcher>(pairs[1].near)};
    std::size_t other = 0; // the index of the one that was not first
    int activations = 0;

    explicit Rivals(const std::function<void(Rivals &)> &first)
    {
        settle();
        for (std::size_t i = 0; i < 2; ++i) {
            watchers[i]->then([this, i, first] {
                if (++activations > 1)
                    return;
                other = 1 - i;
                pairs[i].listen();
                first(*this);
            });
        }
        pairs[0].say();
        pairs[1].say();
    }
};

} // namespace

void TestDispatcherReentrancy::removedBeforeItsTurn_data()
{
    QTest::addColumn<bool>("isDeleted");
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf("disabled"))
        QTest::newRow(name.c_str()) << false << kind;
    for (const auto &[name, kind] : rowsOf("deleted"))
        QTest::newRow(name.c_str()) << true << kind;
}

void TestDispatcherReentrancy::removedBeforeItsTurn()
{
    QFETCH(bool, isDeleted);
    QFETCH(Kind, kind);
    runOn(kind, [isDeleted] {
        Rivals rivals([isDeleted](Rivals &r) {
            if (isDeleted)
                r.watchers[r.other].reset();
            else
                r.watchers[r.other]->notifier().setEnabled(false);
        });
        QVERIFY(turn());
        QCOMPARE(rivals.activations, 1);
        QVERIFY(!turn());
        QCOMPARE(rivals.activations, 1);
    });
}

void TestDispatcherReentrancy::enabledAgainWaitsForTheNextTurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Rivals rivals([](Rivals &r) {
            r.watchers[r.other]->notifier().setEnabled(false);
            r.watchers[r.other]->notifier().setEnabled(true);
        });
        QVERIFY(turn());
        QCOMPARE(rivals.activations, 1);
        QVERIFY(turn());
        QCOMPARE(rivals.activations, 2);
    });
}

// The descriptor stays watched all the time, for the other kind.
void TestDispatcherReentrancy::enabledAgainBesideAnotherKind()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Watcher reader(pair.near, QSocketNotifier::Read);
        Watcher writer(pair.near, QSocketNotifier::Write);
        reader.then([&] {
            writer.notifier().setEnabled(false);
            writer.notifier().setEnabled(true);
        });
        turn(); // both are new
        const auto before = writer.count();
        pair.say();
        QVERIFY(turn());
        QCOMPARE(reader.count(), 1);
        QCOMPARE(writer.count(), before);
    });
}

void TestDispatcherReentrancy::addedInsideAnActivation()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        const auto later = makePair();
        later.say();
        std::unique_ptr<Reader> added;
        Watcher watcher(pair.near, QSocketNotifier::Read, [&] {
            pair.listen();
            added = std::make_unique<Reader>(later);
        });
        settle();
        pair.say();
        QVERIFY(turn());
        QVERIFY(added);
        QCOMPARE(added->count(), 0);
        QVERIFY(turn());
        QCOMPARE(added->count(), 1);
    });
}

// A hang-up is for every kind, but not for one that nobody watched when it was found.
void TestDispatcherReentrancy::addedBesideAnotherKind()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        auto pair = makePair();
        std::unique_ptr<Watcher> added;
        Watcher watcher(pair.near, QSocketNotifier::Read, [&] {
            if (!added)
                added = std::make_unique<Watcher>(pair.near, QSocketNotifier::Write);
        });
        settle();
        pair.far.close();
        QVERIFY(turn());
        QVERIFY(added);
        QCOMPARE(added->count(), 0);
        QVERIFY(turn());
        QCOMPARE(added->count(), 1);
    });
}

void TestDispatcherReentrancy::deletesItselfLater()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        auto *notifier = new QSocketNotifier(pair.near.number(), QSocketNotifier::Read, nullptr);
        bool isGone = false;
        QObject::connect(notifier, &QSocketNotifier::activated, notifier, [notifier] {
            notifier->setEnabled(false);
            notifier->deleteLater();
        });
        QObject::connect(notifier, &QObject::destroyed, [&] { isGone = true; });
        pair.say();
        QVERIFY(spinUntil([&] { return isGone; }));
        settle();
    });
}

void TestDispatcherReentrancy::numberIsReusedInsideAnActivation()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Pair fresh;
        int activations = 0;
        Rivals rivals([&](Rivals &r) {
            const int number = r.pairs[r.other].near.number();
            r.watchers[r.other].reset();
            r.pairs[r.other].near.close();
            fresh = makePairAt(number);
            r.watchers[r.other] = std::make_unique<Watcher>(
                fresh.near, QSocketNotifier::Read, [&] { activations += fresh.listen(); });
        });
        QVERIFY(turn());
        QCOMPARE(rivals.activations, 1);
        QVERIFY(!turn()); // the new one is silent so far
        QCOMPARE(activations, 0);
        fresh.say();
        QVERIFY(spinUntil([&] { return activations == 1; }));
    });
}

void TestDispatcherReentrancy::numberIsReusedUnderALivingNotifier_data()
{
    QTest::addColumn<bool>("wasFile"); // always ready
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf("a socket's"))
        QTest::newRow(name.c_str()) << false << kind;
    for (const auto &[name, kind] : rowsOf("a file's"))
        QTest::newRow(name.c_str()) << true << kind;
}

// Who closes a descriptor and keeps its notifier makes a mistake. The next owner of the number must
// not pay for it.
void TestDispatcherReentrancy::numberIsReusedUnderALivingNotifier()
{
    QFETCH(bool, wasFile);
    QFETCH(Kind, kind);
    const QRegularExpression warning(QStringLiteral("Multiple socket notifiers for same socket"));
    QTest::ignoreMessage(QtWarningMsg, warning);
    QTest::ignoreMessage(QtWarningMsg, warning);
    runOn(kind, [wasFile] {
        auto old = wasFile ? openFile("/dev/null") : makePair().near;
        auto forgotten = std::make_unique<Watcher>(old);
        turn();
        const int number = old.number();
        old.close();
        const auto fresh = makePairAt(number);
        Reader reader(fresh);
        settle();
        QCOMPARE(reader.count(), 0);
        fresh.say();
        QVERIFY(spinUntil([&] { return reader.count() == 1; }));
        forgotten.reset();
        fresh.say();
        QVERIFY(spinUntil([&] { return reader.count() == 2; }));
    });
}

// The duplicate keeps the kernel's entry alive, and nobody can take it out any more.
void TestDispatcherReentrancy::closedDescriptorWithADuplicateIsForgotten_data()
{
    QTest::addColumn<bool>("isReused");
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf("its number stays free"))
        QTest::newRow(name.c_str()) << false << kind;
    for (const auto &[name, kind] : rowsOf("its number is given out again"))
        QTest::newRow(name.c_str()) << true << kind;
}

void TestDispatcherReentrancy::closedDescriptorWithADuplicateIsForgotten()
{
    QFETCH(bool, isReused);
    QFETCH(Kind, kind);
    runOn(kind, [isReused] {
        auto pair = makePair();
        const auto keeper = duplicate(pair.near);
        const auto bystander = makePair();
        Reader reader(bystander);
        auto watcher = std::make_unique<Watcher>(pair.near);
        settle();
        const int number = pair.near.number();
        pair.near.close();
        watcher.reset();
        const auto fresh = isReused ? makePairAt(number) : Pair{};
        std::optional<Watcher> silent;
        if (isReused)
            silent.emplace(fresh.near);
        pair.say();

        turn(); // one turn to notice it is granted
        int turns = 0;
        QObject counter;
        QObject::connect(
            &dispatcher(), &QAbstractEventDispatcher::awake, &counter, [&] { ++turns; });
        bool isOver = false;
        QTimer::singleShot(50, Qt::PreciseTimer, &counter, [&] { isOver = true; });
        QVERIFY(spinUntil([&] { return isOver; }));
        QVERIFY2(turns < 10, qPrintable(QString::number(turns)));
        QCOMPARE(silent ? silent->count() : 0, 0);
        bystander.say();
        QVERIFY(spinUntil([&] { return reader.count() == 1; }));
    });
}

void TestDispatcherReentrancy::nestedLoopServesTheOthers()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        bool wasServed = false;
        int others = 0;
        Rivals rivals([&](Rivals &r) {
            const auto &pair = r.pairs[r.other];
            r.watchers[r.other]->then([&] {
                ++others;
                pair.listen();
            });
            wasServed = spinUntil([&] { return others == 1; });
        });
        QVERIFY(turn());
        QVERIFY(wasServed);
        settle();
        QCOMPARE(others, 1); // not once more for the outer loop
    });
}

void TestDispatcherReentrancy::removedInsideANestedLoop()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        Rivals rivals([&](Rivals &r) {
            QEventLoop loop;
            QTimer::singleShot(0, Qt::PreciseTimer, &loop, [&] {
                r.watchers[r.other].reset();
                r.pairs[r.other].near.close();
                loop.quit();
            });
            loop.exec(QEventLoop::ExcludeSocketNotifiers);
        });
        QVERIFY(turn());
        QCOMPARE(rivals.activations, 1);
        settle();
        QCOMPARE(rivals.activations, 1);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherReentrancy)
#include "tst_dispatcherreentrancy.moc"

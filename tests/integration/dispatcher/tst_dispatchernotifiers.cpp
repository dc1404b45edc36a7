// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"
#include "watcher.h"

#include <QAbstractEventDispatcher>
#include <QRegularExpression>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

using namespace dispatching;

/// What a socket notifier may rely on, whichever dispatcher serves it.
class TestDispatcherNotifiers : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void initTestCase();
    void eachKindIsActivatedByWhatItWatches_data();
    void eachKindIsActivatedByWhatItWatches();
    void hangUpActivatesEveryKind_data() { addKinds(); }
    void hangUpActivatesEveryKind();
    void kindsOfOneDescriptorAreIndependent_data() { addKinds(); }
    void kindsOfOneDescriptorAreIndependent();
    void readyMeansActivatedUntilRead_data() { addKinds(); }
    void readyMeansActivatedUntilRead();
    void enablingIsSeenInTheNextTurn_data() { addKinds(); }
    void enablingIsSeenInTheNextTurn();
    void sleepsUntilReady_data() { addKinds(); }
    void sleepsUntilReady();
    void disabledOneDoesNotEndTheSleep_data() { addKinds(); }
    void disabledOneDoesNotEndTheSleep();
    void excludedNotifiersKeepForLater_data() { addKinds(); }
    void excludedNotifiersKeepForLater();
    void alwaysReadyDescriptors_data();
    void alwaysReadyDescriptors();
    void exceptionsOfAFileDoNotKeepTheLoopBusy_data() { addKinds(); }
    void exceptionsOfAFileDoNotKeepTheLoopBusy();
    void invalidDescriptorDisablesItsNotifier_data() { addKinds(); }
    void invalidDescriptorDisablesItsNotifier();
    void laterNotifierOfAKindReplacesTheEarlier_data() { addKinds(); }
    void laterNotifierOfAKindReplacesTheEarlier();
    void thousandsAreAllServed_data() { addKinds(); }
    void thousandsAreAllServed();
};

void TestDispatcherNotifiers::initTestCase()
{
    runOn(Kind::Qts,
        [] { QCOMPARE(dispatcher().metaObject()->className(), "QEventDispatcherUNIX"); });
}

void TestDispatcherNotifiers::eachKindIsActivatedByWhatItWatches_data()
{
    QTest::addColumn<QSocketNotifier::Type>("type");
    QTest::addColumn<Kind>("kind");
    const std::pair<const char *, QSocketNotifier::Type> types[] = {
        {"bytes to read", QSocketNotifier::Read},
        {"room to write", QSocketNotifier::Write},
        {"urgent data", QSocketNotifier::Exception},
    };
    for (const auto &[title, type] : types) {
        for (const auto &[name, kind] : rowsOf(title))
            QTest::newRow(name.c_str()) << type << kind;
    }
}

void TestDispatcherNotifiers::eachKindIsActivatedByWhatItWatches()
{
    QFETCH(QSocketNotifier::Type, type);
    QFETCH(Kind, kind);
    runOn(kind, [type] {
        const auto pair = makeTcpPair();
        pair.fill();
        Watcher watcher(pair.near, type);
        settle();
        QCOMPARE(watcher.count(), 0);

        const auto peer = Pair{duplicate(pair.far), {}};
        if (type == QSocketNotifier::Read)
            pair.say();
        else if (type == QSocketNotifier::Exception)
            sayUrgently(pair);
        else
            while (peer.listen() > 0) { }
        QVERIFY(spinUntil([&] { return watcher.count() > 0; }));
    });
}

void TestDispatcherNotifiers::hangUpActivatesEveryKind()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        auto pair = makePair();
        pair.fill();
        Watcher reader(pair.near, QSocketNotifier::Read);
        Watcher writer(pair.near, QSocketNotifier::Write);
        Watcher other(pair.near, QSocketNotifier::Exception);
        settle();
        QCOMPARE(reader.count() + writer.count() + other.count(), 0);

        pair.far.close();
        QVERIFY(turn());
        QCOMPARE(reader.count(), 1);
        QCOMPARE(writer.count(), 1);
        QCOMPARE(other.count(), 1);
    });
}

void TestDispatcherNotifiers::kindsOfOneDescriptorAreIndependent()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Watcher reader(pair.near, QSocketNotifier::Read);
        Watcher writer(pair.near, QSocketNotifier::Write);
        pair.say();
        const auto count = [&](bool reads, bool writes) {
            reader.notifier().setEnabled(reads);
            writer.notifier().setEnabled(writes);
            const auto readsBefore = reader.count();
            const auto writesBefore = writer.count();
            turn();
            return std::pair(reader.count() - readsBefore, writer.count() - writesBefore);
        };
        QCOMPARE(count(true, true), std::pair(1, 1));
        QCOMPARE(count(true, false), std::pair(1, 0));
        QCOMPARE(count(false, true), std::pair(0, 1));
        QCOMPARE(count(false, false), std::pair(0, 0));
        QCOMPARE(count(true, false), std::pair(1, 0));
        pair.listen();
        QCOMPARE(count(true, true), std::pair(0, 1));
    });
}

void TestDispatcherNotifiers::readyMeansActivatedUntilRead()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Watcher watcher(pair.near);
        pair.say();
        QVERIFY(spinUntil([&] { return watcher.count() == 3; }));
        pair.listen();
        QVERIFY(!turn());
        QCOMPARE(watcher.count(), 3);
    });
}

void TestDispatcherNotifiers::enablingIsSeenInTheNextTurn()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        pair.say();
        Watcher watcher(pair.near);
        watcher.notifier().setEnabled(false);
        settle();
        QCOMPARE(watcher.count(), 0);
        watcher.notifier().setEnabled(true);
        QVERIFY(turn());
        QCOMPARE(watcher.count(), 1);
    });
}

void TestDispatcherNotifiers::sleepsUntilReady()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Reader reader(pair);
        int turns = 0;
        QObject counter;
        QObject::connect(
            &dispatcher(), &QAbstractEventDispatcher::awake, &counter, [&] { ++turns; });
        QTimer::singleShot(100, Qt::PreciseTimer, &counter, [&] { pair.say(); });
        QVERIFY(spinUntil([&] { return reader.count() == 1; }));
        QVERIFY2(turns < 10, qPrintable(QString::number(turns)));
    });
}

void TestDispatcherNotifiers::disabledOneDoesNotEndTheSleep()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Watcher reader(pair.near, QSocketNotifier::Read);
        Watcher writer(pair.near, QSocketNotifier::Write);
        turn();
        const auto sleepsUntilTheTimer = [] {
            bool isOver = false;
            QTimer::singleShot(20, Qt::PreciseTimer, [&] { isOver = true; });
            turn(QEventLoop::WaitForMoreEvents);
            return isOver;
        };
        writer.notifier().setEnabled(false); // writable as it is, and still watched for reading
        QVERIFY(sleepsUntilTheTimer());
        reader.notifier().setEnabled(false);
        pair.say();
        QVERIFY(sleepsUntilTheTimer());
    });
}

void TestDispatcherNotifiers::excludedNotifiersKeepForLater()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto pair = makePair();
        Reader reader(pair);
        settle();
        pair.say();
        bool isOver = false;
        QTimer::singleShot(50, Qt::PreciseTimer, [&] { isOver = true; });
        while (!isOver)
            turn(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(reader.count(), 0);
        QVERIFY(turn());
        QCOMPARE(reader.count(), 1);
    });
}

void TestDispatcherNotifiers::alwaysReadyDescriptors_data()
{
    QTest::addColumn<bool>("isRegular");
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf("/dev/null"))
        QTest::newRow(name.c_str()) << false << kind;
    for (const auto &[name, kind] : rowsOf("a regular file"))
        QTest::newRow(name.c_str()) << true << kind;
}

void TestDispatcherNotifiers::alwaysReadyDescriptors()
{
    QFETCH(bool, isRegular);
    QFETCH(Kind, kind);
    QTemporaryFile regular;
    QVERIFY(regular.open());
    const auto path = isRegular ? QFile::encodeName(regular.fileName()) : QByteArray("/dev/null");
    runOn(kind, [&path] {
        const auto file = openFile(path.constData());
        const auto pair = makePair();
        Watcher reader(file, QSocketNotifier::Read);
        Watcher writer(file, QSocketNotifier::Write);
        Reader other(pair);
        turn(QEventLoop::WaitForMoreEvents); // does not sleep
        QVERIFY(turn(QEventLoop::WaitForMoreEvents));
        QVERIFY(reader.count() > 0);
        QCOMPARE(writer.count(), reader.count());

        pair.say(); // and nobody is kept waiting
        bool isOver = false;
        QTimer::singleShot(10, [&] { isOver = true; });
        QVERIFY(spinUntil([&] { return isOver && other.count() == 1; }));

        reader.then([&] { writer.notifier().setEnabled(false); });
        const auto before = writer.count();
        QVERIFY(turn());
        QVERIFY(turn());
        QVERIFY(writer.count() <= before + 1);

        reader.notifier().setEnabled(false);
        settle(); // ends: nothing is ready any more
    });
}

void TestDispatcherNotifiers::exceptionsOfAFileDoNotKeepTheLoopBusy()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        const auto file = openFile("/dev/null");
        Watcher watcher(file, QSocketNotifier::Exception);
        settle();
        bool isOver = false;
        QTimer::singleShot(20, Qt::PreciseTimer, [&] { isOver = true; });
        turn(QEventLoop::WaitForMoreEvents);
        QVERIFY(isOver);
        QCOMPARE(watcher.count(), 0);
    });
}

void TestDispatcherNotifiers::invalidDescriptorDisablesItsNotifier()
{
    QFETCH(Kind, kind);
    QTest::ignoreMessage(QtWarningMsg,
        QRegularExpression(
            QStringLiteral("^QSocketNotifier: Invalid socket 9999 with type Read, disabling")));
    runOn(kind, [] {
        QSocketNotifier notifier(9999, QSocketNotifier::Read);
        turn();
        QVERIFY(!notifier.isEnabled());
        settle();
    });
}

void TestDispatcherNotifiers::laterNotifierOfAKindReplacesTheEarlier()
{
    QFETCH(Kind, kind);
    const QRegularExpression warning(QStringLiteral("Multiple socket notifiers for same socket"));
    QTest::ignoreMessage(QtWarningMsg, warning); // when the later one comes
    QTest::ignoreMessage(QtWarningMsg, warning); // when the earlier one goes
    runOn(kind, [] {
        const auto pair = makePair();
        auto earlier = std::make_unique<Watcher>(pair.near);
        Watcher later(pair.near);
        pair.say();
        turn();
        QCOMPARE(earlier->count(), 0);
        QCOMPARE(later.count(), 1);
        earlier.reset();
        turn();
        QCOMPARE(later.count(), 2);
    });
}

// More than one wait can bring, one of which never falls silent.
void TestDispatcherNotifiers::thousandsAreAllServed()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        constexpr int count = 400; // 800 descriptors: the usual limit is 1024
        std::vector<Pair> pairs;
        std::vector<std::unique_ptr<Reader>> readers;
        pairs.reserve(count);
        for (int i = 0; i < count; ++i) {
            pairs.push_back(makePair());
            readers.push_back(std::make_unique<Reader>(pairs.back()));
        }
        const auto noisy = makePair();
        Watcher listener(noisy.near);
        noisy.say();
        bool timerCame = false;
        QTimer::singleShot(0, Qt::PreciseTimer, [&] { timerCame = true; });
        for (const auto &pair : pairs)
            pair.say();
        for (int i = 0; i < 20; ++i)
            turn();
        for (const auto &reader : readers)
            QCOMPARE(reader->count(), 1);
        QVERIFY(timerCame);
        QVERIFY(listener.count() > 0);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherNotifiers)
#include "tst_dispatchernotifiers.moc"

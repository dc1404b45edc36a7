// SPDX-License-Identifier: MIT
#include "core/traffic/models/conversationmodel.h"

#include "tests/support/patience.h"
#include "tests/support/rows/rowsource.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <chrono>
#include <optional>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestConversationModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_source = {};
        m_ordinals = {};
    }

    void holdsWhatIsKeptOfItsConnectionAndItsEvents();
    void bytesOfStreamsAreNoTurns();
    void growsWhileTheListIsFilteredAndPaused();
    void readsALongPastInSlices();
    void anotherConnectionIsAnotherConversation();
    void whatMadeRoomIsOneGapAtTheTop();
    void bytesAreBounded();
    void messageLongerThanAllIsAGap();
    void missingMessagesAreCountedExactly();
    void missingInOtherConnectionsIsNoGap();
    void missingAtTheEndIsToldUntilMoreIsKnown();
    void nothingIsMissingBeforeAConnectionOpened();
    void uncountedMessagesKeepTheGapBetween();
    void clearedListClearsIt();
    void anotherFilterDoesNotClearIt();
    void outlivesWhatTheListForgets();
    void timeIsSinceTheTurnBefore();
    void rolesSayWhatATurnIs();

private:
    static constexpr ConnectionName mine{.id = 1, .peer = {}};

    /// A message of the connection, counted by itself as a tap does.
    TrafficRow &say(
        std::string_view text, Direction direction = Direction::In, ConnectionId connection = 1)
    {
        auto &row = m_source.message(text, direction);
        row.connection.id = connection;
        row.ordinal = connection == 1 ? ++m_ordinals[std::to_underlying(direction)] : 1;
        return row;
    }

    void say(int count)
    {
        for (int i = 0; i < count; ++i)
            say("text");
    }

    /// As a desk does.
    static void apply(TrafficModel &traffic, ConversationModel &model, const TrafficBatch &batch)
    {
        show(traffic, batch);
        model.append(batch);
    }

    static QStringList texts(const ConversationModel &model)
    {
        QStringList texts;
        for (int i = 0; i < model.rowCount(); ++i)
            texts += model.index(i).data().toString();
        return texts;
    }

    RowSource m_source;
    std::array<quint64, 2> m_ordinals{};
};

void TestConversationModel::holdsWhatIsKeptOfItsConnectionAndItsEvents()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    m_source.event(EventKind::ConnectionOpened, EventLevel::Info);
    say("asked");
    say("another's", Direction::In, 2);
    say("answered", Direction::Out);
    show(traffic, m_source.take());
    QCOMPARE(model.rowCount(), 0);
    model.open(mine);
    QVERIFY(!model.isReading());
    QCOMPARE(texts(model).sliced(1), QStringList({u"asked"_s, u"answered"_s}));
    QCOMPARE(model.row(0).event, EventKind::ConnectionOpened);
    QCOMPARE(model.row(2).direction, Direction::Out);
}

void TestConversationModel::bytesOfStreamsAreNoTurns()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    say("asked");
    auto &data = m_source.message("GET /");
    data.kind = TrafficRow::Kind::StreamData;
    data.ordinal = 0;
    say("answered", Direction::Out);
    apply(traffic, model, m_source.take());
    QCOMPARE(traffic.rowCount(), 3);
    QCOMPARE(texts(model), QStringList({u"asked"_s, u"answered"_s}));
}

void TestConversationModel::growsWhileTheListIsFilteredAndPaused()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    traffic.setFilter(filterOf(u"text:nothing"_s));
    say("one");
    show(traffic, m_source.take());
    traffic.setPaused(true);
    model.open(mine);
    say("two");
    apply(traffic, model, m_source.take());
    say("three", Direction::Out);
    apply(traffic, model, m_source.take());
    QCOMPARE(traffic.rowCount(), 0);
    QCOMPARE(texts(model), QStringList({u"one"_s, u"two"_s, u"three"_s}));
}

void TestConversationModel::readsALongPastInSlices()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    const std::string content(20'000, 'x');
    constexpr int before = 4000; // more than is copied in the time of one slice
    for (int i = 0; i < before; ++i)
        say(content);
    traffic.setLimits({.bytes = 200'000'000, .rows = 100'000});
    show(traffic, m_source.take());
    model.open(mine);
    if (!isSanitized)
        QVERIFY(model.isReading());
    say("while it was read");
    apply(traffic, model, m_source.take());
    QTRY_VERIFY_WITH_TIMEOUT(!model.isReading(), patience);
    say("after it");
    apply(traffic, model, m_source.take());
    const auto all = texts(model);
    QCOMPARE(all.sliced(all.size() - 2), QStringList({u"while it was read"_s, u"after it"_s}));
    QCOMPARE(model.row(model.rowCount() - 3).number, quint64(before));
}

void TestConversationModel::anotherConnectionIsAnotherConversation()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    say("mine");
    say("another's", Direction::In, 2);
    show(traffic, m_source.take());
    model.open(mine);
    model.open({.id = 2, .peer = {}});
    QCOMPARE(texts(model), QStringList({u"another's"_s}));
    say("mine again");
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model), QStringList({u"another's"_s}));
}

void TestConversationModel::whatMadeRoomIsOneGapAtTheTop()
{
    TrafficModel traffic;
    ConversationModel model(traffic, {.bytes = 1'000'000, .rows = 10});
    const QAbstractItemModelTester tester(&model);
    model.open(mine);
    say(10);
    apply(traffic, model, m_source.take());
    QCOMPARE(model.rowCount(), 10);
    say(4);
    apply(traffic, model, m_source.take());
    QCOMPARE(model.rowCount(), 11);
    QCOMPARE(model.row(0).missing, quint64(4));
    QCOMPARE(model.row(1).number, quint64(5));
    say(25); // more at once than it holds
    apply(traffic, model, m_source.take());
    QCOMPARE(model.rowCount(), 11);
    QCOMPARE(model.row(0).missing, quint64(29));
    QCOMPARE(model.index(0).data().toString(), u"29 messages not kept (the view was full)"_s);
}

void TestConversationModel::bytesAreBounded()
{
    TrafficModel traffic;
    ConversationModel model(traffic, {.bytes = 100, .rows = 1000});
    const QAbstractItemModelTester tester(&model);
    model.open(mine);
    for (int i = 0; i < 5; ++i)
        say(std::string(30, 'x'));
    apply(traffic, model, m_source.take());
    QCOMPARE(model.turns(), 3);
    QCOMPARE(model.row(0).missing, quint64(2));
}

void TestConversationModel::messageLongerThanAllIsAGap()
{
    TrafficModel traffic;
    ConversationModel model(traffic, {.bytes = 100, .rows = 1000});
    model.open(mine);
    say("before");
    say(std::string(101, 'x'));
    say("after");
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model),
        QStringList({u"before"_s, u"1 message not kept (the view was full)"_s, u"after"_s}));
}

void TestConversationModel::missingMessagesAreCountedExactly()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    m_ordinals[0] = 3;
    say("four");
    m_ordinals[0] += 2;
    m_source.gap(500); // of all connections
    say("seven");
    show(traffic, m_source.take());
    model.open(mine);
    QCOMPARE(model.row(0).missing, quint64(3));
    QCOMPARE(model.row(2).missing, quint64(2));
    QCOMPARE(texts(model),
        QStringList({u"3 messages not kept"_s, u"four"_s,
            u"2 messages not kept (more came than can be shown)"_s, u"seven"_s}));
}

void TestConversationModel::missingInOtherConnectionsIsNoGap()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    say("one");
    m_source.gap(500);
    say("two");
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model), QStringList({u"one"_s, u"two"_s}));
}

void TestConversationModel::missingAtTheEndIsToldUntilMoreIsKnown()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    model.open(mine);
    say("one");
    m_source.gap(500);
    apply(traffic, model, m_source.take());
    m_source.gap(100);
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model).last(),
        u"600 messages not kept (more came than can be shown), of this connection or of others"_s);
    say("two");
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model), QStringList({u"one"_s, u"two"_s}));
    m_source.gap(7);
    m_source.event(EventKind::ConnectionEnded, EventLevel::Info);
    apply(traffic, model, m_source.take());
    QCOMPARE(model.row(2).missing, quint64(7)); // its end tells nothing of that
    QCOMPARE(model.row(3).event, EventKind::ConnectionEnded);
}

void TestConversationModel::nothingIsMissingBeforeAConnectionOpened()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    m_source.gap(500);
    m_source.event(EventKind::ConnectionOpened, EventLevel::Info);
    show(traffic, m_source.take());
    model.open(mine);
    QCOMPARE(model.rowCount(), 1);
}

void TestConversationModel::uncountedMessagesKeepTheGapBetween()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    m_source.message("one").ordinal = 0;
    m_source.gap(5);
    m_source.message("two").ordinal = 0;
    apply(traffic, model, m_source.take());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.row(1).missing, quint64(5));
}

void TestConversationModel::clearedListClearsIt()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    const QAbstractItemModelTester tester(&model);
    model.open(mine);
    say(3);
    apply(traffic, model, m_source.take());
    traffic.clear();
    QCOMPARE(texts(model), QStringList({u"3 messages cleared"_s}));
    say("later");
    apply(traffic, model, m_source.take());
    QCOMPARE(texts(model), QStringList({u"3 messages cleared"_s, u"later"_s}));
}

void TestConversationModel::anotherFilterDoesNotClearIt()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    say(3);
    apply(traffic, model, m_source.take());
    traffic.setFilter(filterOf(u"text:nothing"_s));
    QCOMPARE(model.rowCount(), 3);
}

void TestConversationModel::outlivesWhatTheListForgets()
{
    TrafficModel traffic({.bytes = 1'000'000, .rows = 2});
    ConversationModel model(traffic);
    model.open(mine);
    for (int i = 0; i < 100; ++i) {
        say("text " + std::to_string(i));
        apply(traffic, model, m_source.take());
    }
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.index(0).data().toString(), u"text 0"_s);
}

void TestConversationModel::timeIsSinceTheTurnBefore()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    say("asked");
    say("another's", Direction::In, 2);
    say("answered", Direction::Out);
    ++m_ordinals[0];
    say("later");
    apply(traffic, model, m_source.take());
    QVERIFY(model.sincePrevious(0) == std::nullopt);
    QVERIFY(model.sincePrevious(1) == 20ms);
    QVERIFY(model.sincePrevious(2) == std::nullopt); // the gap
    QVERIFY(model.sincePrevious(3) == std::nullopt);
}

void TestConversationModel::rolesSayWhatATurnIs()
{
    TrafficModel traffic;
    ConversationModel model(traffic);
    model.open(mine);
    say("\u202Ehello\n", Direction::Out);
    apply(traffic, model, m_source.take());
    const auto index = model.index(0);
    QCOMPARE(index.data().toString(), u"<U+202E>hello\u240A"_s);
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().startsWith(u"Sent "_s));
    QVERIFY(
        index.data(Qt::AccessibleTextRole).toString().endsWith(u"9 bytes: <U+202E>hello\u240A"_s));
    QCOMPARE(index.data(TrafficModel::RowRole).value<const TrafficRow *>(), &model.row(0));
}

QTEST_GUILESS_MAIN(TestConversationModel)
#include "tst_conversationmodel.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficcells.h"

#include "core/text/figures.h"
#include "tests/support/rows/rowsource.h"

#include <QAbstractItemModelTester>
#include <QHostAddress>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTrafficCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cells_data();
    void cells();
    void sincePreviousIsSinceTheRowShownBefore();
    void timeFormats();
    void toolTipsAreNoMarkup();
    void authorisedAgentIsShownByItsName();
    void cellsThatAreNotThereAreEmpty();
};

void TestTrafficCells::cells_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("role");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, int place, int column, int role,
                         const QString &expected) {
        QTest::newRow(name) << place << column << role << expected;
    };
    using enum TrafficModel::Column;
    row("message's number", 0, Number, Qt::DisplayRole, u"1"_s);
    row("message's direction", 0, DirectionColumn, Qt::DisplayRole, u"▲ out"_s);
    row("direction read out", 0, DirectionColumn, Qt::AccessibleTextRole, u"out"_s);
    row("direction exactly", 0, DirectionColumn, Qt::ToolTipRole, u"Sent to 127.0.0.1:50214"_s);
    row("message's connection", 0, ConnectionColumn, Qt::DisplayRole, u"127.0.0.1:50214"_s);
    row("connection exactly", 0, ConnectionColumn, Qt::ToolTipRole,
        u"Connection 1 with 127.0.0.1:50214"_s);
    row("message's length", 0, Length, Qt::DisplayRole, u"1,204"_s);
    row("length read out", 0, Length, Qt::AccessibleTextRole, u"1,204 bytes"_s);
    row("length exactly", 0, Length, Qt::ToolTipRole, u"1,204 bytes, 1,204 on the wire"_s);
    row("message's preview", 0, Preview, Qt::DisplayRole, QString(256, u'x') + u'…');
    row("stream's number", 3, Number, Qt::ToolTipRole, u"Bytes of stream web #7"_s);
    row("stream's direction", 3, DirectionColumn, Qt::DisplayRole, u"▼ in"_s);
    row("stream's connection", 3, ConnectionColumn, Qt::DisplayRole, u"web #7 · 127.0.0.1:50214"_s);
    row("stream's length", 3, Length, Qt::DisplayRole, u"15"_s);
    row("stream's preview", 3, Preview, Qt::DisplayRole, u"HTTP/1.1 200 OK"_s);
    row("event's number", 1, Number, Qt::DisplayRole, u"2"_s);
    row("event's direction", 1, DirectionColumn, Qt::DisplayRole, {});
    row("event's length", 1, Length, Qt::DisplayRole, {});
    row("event's sentence", 1, Preview, Qt::DisplayRole,
        u"▲ Accepting connections pauses: too many files"_s);
    row("event read out", 1, Preview, Qt::AccessibleTextRole,
        u"warning: Accepting connections pauses: too many files"_s);
    row("gap's number", 2, Number, Qt::DisplayRole, {});
    row("gap's time", 2, Time, Qt::DisplayRole, {});
    row("gap's sentence", 2, Preview, Qt::DisplayRole,
        u"1,204 messages not kept (more came than can be shown)"_s);
}

void TestTrafficCells::cells()
{
    TrafficModel model;
    RowSource source;
    auto &message = source.message(std::string(1204, 'x'), Direction::Out);
    message.frame = message.content;
    source.event(EventKind::AcceptingPaused, EventLevel::Warning, "too many files");
    source.gap(1204);
    auto &data = source.message("HTTP/1.1 200 OK");
    data.kind = TrafficRow::Kind::StreamData;
    data.stream = 7;
    data.target = StreamTarget("web");
    show(model, source.take());
    QFETCH(int, row);
    QFETCH(int, column);
    QFETCH(int, role);
    QTEST(textAt(model, row, column, role), "expected");
}

void TestTrafficCells::sincePreviousIsSinceTheRowShownBefore()
{
    TrafficModel model;
    RowSource source;
    source.message("a");
    source.message("b");
    source.message("a");
    source.gap(1);
    source.message("a");
    show(model, source.take());
    const auto since = [&](int row) { return textAt(model, row, TrafficModel::SincePrevious); };
    QCOMPARE(since(0), QString());
    QCOMPARE(since(1), u"10.0 ms"_s);
    QCOMPARE(since(4), u"20.0 ms"_s); // over the gap
    model.setFilter(filterOf(u"text:\"a\""_s));
    QCOMPARE(since(1), u"20.0 ms"_s);
    QCOMPARE(textAt(model, 1, TrafficModel::SincePrevious, Qt::ToolTipRole),
        u"0.020000 s after the row before"_s);
}

void TestTrafficCells::timeFormats()
{
    TrafficModel model;
    RowSource source;
    source.message("a");
    const auto start = source.message("a").time;
    source.message("next day").time = start + 24h;
    show(model, source.take());
    const auto time = [&](int row) { return textAt(model, row, TrafficModel::Time); };
    QCOMPARE(time(1), formatTimeOfDay(start));
    QVERIFY2(time(2).startsWith(u"2025-11-2"_s) && time(2).endsWith(formatTimeOfDay(start)),
        qPrintable(time(2)));
    QSignalSpy changed(&model, &TrafficModel::dataChanged);
    model.setTimeFormat(TrafficModel::TimeFormat::SinceStart);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(time(1), u"0:00.010"_s);
    QCOMPARE(time(2), u"24:00:00.010"_s);
    model.setTimeFormat(TrafficModel::TimeFormat::SincePrevious);
    QCOMPARE(time(0), QString());
    QCOMPARE(time(1), u"10.0 ms"_s);
}

void TestTrafficCells::toolTipsAreNoMarkup()
{
    TrafficModel model;
    RowSource source;
    source.message("<b>bold</b>");
    show(model, source.take());
    QCOMPARE(textAt(model, 0, TrafficModel::Preview, Qt::ToolTipRole),
        u"<p>&lt;b&gt;bold&lt;/b&gt;</p>"_s);
}

void TestTrafficCells::authorisedAgentIsShownByItsName()
{
    TrafficRow row;
    row.connection = {3, Endpoint(QHostAddress(u"127.0.0.1"_s), 50214), KnownPeer("pump-3", {})};
    row.index = 2;
    row.inFrame = 12;
    TrafficBatch batch;
    batch.rows.push_back(row);
    TrafficModel model;
    show(model, batch);
    const auto at = [&](int column, int role) {
        return model.data(model.index(0, column), role).toString();
    };
    QCOMPARE(at(TrafficModel::ConnectionColumn, Qt::DisplayRole), u"pump-3 (127.0.0.1:50214)"_s);
    QVERIFY(at(TrafficModel::DirectionColumn, Qt::ToolTipRole)
            .contains(u"Received from pump-3 (127.0.0.1:50214)"_s));
    QCOMPARE(
        at(TrafficModel::Length, Qt::ToolTipRole), u"0 bytes, message 3 of 12 of its record"_s);
}

void TestTrafficCells::cellsThatAreNotThereAreEmpty()
{
    TrafficModel model;
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    QVERIFY(!model.headerData(99, Qt::Horizontal, Qt::DisplayRole).isValid());
    QCOMPARE(model.headerData(6, Qt::Horizontal, Qt::DisplayRole).toString(), u"Preview"_s);
}

QTEST_GUILESS_MAIN(TestTrafficCells)
#include "tst_trafficcells.moc"

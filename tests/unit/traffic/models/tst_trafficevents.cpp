// SPDX-License-Identifier: MIT
// The events that TrafficQueue makes of what happened.
#include "core/traffic/queue/trafficqueue.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;

namespace {

ConnectionName connection(ConnectionId id)
{
    return {id, Endpoint(QHostAddress::LocalHost, static_cast<quint16>(50000 + id))};
}

} // namespace

class TestTrafficEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsCarryWhatHappened_data();
    void eventsCarryWhatHappened();
};

void TestTrafficEvents::eventsCarryWhatHappened_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<EventLevel>("level");
    QTest::addColumn<QByteArray>("content");
    using enum EventKind;
    const auto row = [](const char *name, int which, EventKind kind, EventLevel level,
                         const char *content) {
        QTest::newRow(name) << which << kind << level << QByteArray(content);
    };
    row("opened", 0, ConnectionOpened, EventLevel::Info, "");
    row("ended", 1, ConnectionEnded, EventLevel::Info, "close message");
    row("failed", 2, ConnectionEnded, EventLevel::Warning, "tag");
    row("ours", 3, ConnectionEnded, EventLevel::Error, "generator");
    row("refused", 4, ConnectionRefused, EventLevel::Warning,
        "the limit of 7 connections from one address is reached");
    row("paused", 5, AcceptingPaused, EventLevel::Warning, "too many files");
    row("own", 6, Started, EventLevel::Info, "0.0.0.0:1337");
}

void TestTrafficEvents::eventsCarryWhatHappened()
{
    QFETCH(int, which);
    TrafficQueue queue;
    const auto ended = [](EndReason reason, const char *text) {
        ConnectionEnded record;
        record.connection = connection(1);
        record.reason = reason;
        record.text = text;
        return record;
    };
    switch (which) {
    case 0:
        queue.happened(ConnectionOpened{connection(1)});
        break;
    case 1:
        queue.happened(ended(EndReason::ClosedByPeer, "close message"));
        break;
    case 2:
        queue.happened(ended(EndReason::NotAuthentic, "tag"));
        break;
    case 3:
        queue.happened(ended(EndReason::InternalError, "generator"));
        break;
    case 4:
        queue.happened(ConnectionRefused{
            connection(1).peer, ConnectionRefused::Reason::TooManyFromAddress, 7});
        break;
    case 5:
        queue.happened(AcceptingPaused{"too many files"});
        break;
    default:
        queue.addEvent(EventKind::Started, EventLevel::Info, "0.0.0.0:1337");
    }
    const auto batch = queue.take();
    QCOMPARE(batch.rows.size(), 1);
    const auto &row = batch.rows.front();
    QCOMPARE(row.kind, TrafficRow::Kind::Notice);
    QTEST(row.event, "kind");
    QTEST(row.level, "level");
    QTEST(QByteArray(reinterpret_cast<const char *>(row.content.data()),
              static_cast<qsizetype>(row.content.size())),
        "content");
}

QTEST_GUILESS_MAIN(TestTrafficEvents)
#include "tst_trafficevents.moc"

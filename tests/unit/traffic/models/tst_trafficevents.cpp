// SPDX-License-Identifier: MIT
// The events that TrafficQueue makes of what happened.
#include "core/traffic/queue/trafficqueue.h"

#include <QHostAddress>
#include <QTest>

#include <functional>

using namespace sealcord;

namespace {

using Cause = std::function<void(TrafficQueue &)>;

const ConnectionName connection{1, Endpoint(QHostAddress::LocalHost, 50001)};

Cause ended(EndReason reason, const char *text, Role role = Role::Server)
{
    ConnectionEnded record;
    record.connection = connection;
    record.reason = reason;
    record.text = text;
    record.role = role;
    return [record](TrafficQueue &queue) { queue.happened(record); };
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
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<EventLevel>("level");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const Cause &cause, EventKind kind, EventLevel level,
                         const char *content) {
        QTest::newRow(name) << cause << kind << level << QByteArray(content);
    };
    row(
        "opened", [](TrafficQueue &queue) { queue.happened(ConnectionOpened{connection}); },
        EventKind::ConnectionOpened, EventLevel::Info, "");
    row("ended", ended(EndReason::ClosedByPeer, "close message"), EventKind::ConnectionEnded,
        EventLevel::Info, "close message");
    row("client gone", ended(EndReason::EndedWithoutGoodbye, "no close message"),
        EventKind::ConnectionEnded, EventLevel::Info, "no close message");
    row("server gone", ended(EndReason::EndedWithoutGoodbye, "no close message", Role::Agent),
        EventKind::ConnectionEnded, EventLevel::Warning, "no close message");
    row("server closed",
        ended(EndReason::ClosedByPeerUnauthenticated, "close message", Role::Agent),
        EventKind::ConnectionEnded, EventLevel::Info, "close message");
    row("failed", ended(EndReason::NotAuthentic, "tag"), EventKind::ConnectionEnded,
        EventLevel::Warning, "tag");
    row("ours", ended(EndReason::InternalError, "generator"), EventKind::ConnectionEnded,
        EventLevel::Error, "generator");
    row(
        "refused",
        [](TrafficQueue &queue) {
            queue.happened(ConnectionRefused{
                connection.peer, ConnectionRefused::Reason::TooManyFromAddress, 7});
        },
        EventKind::ConnectionRefused, EventLevel::Warning,
        "the limit of 7 connections from one address is reached");
    row(
        "paused", [](TrafficQueue &queue) { queue.happened(AcceptingPaused{"too many files"}); },
        EventKind::AcceptingPaused, EventLevel::Warning, "too many files");
    row(
        "own",
        [](TrafficQueue &queue) {
            queue.addEvent(EventKind::Started, EventLevel::Info, "0.0.0.0:1337");
        },
        EventKind::Started, EventLevel::Info, "0.0.0.0:1337");
}

void TestTrafficEvents::eventsCarryWhatHappened()
{
    QFETCH(Cause, cause);
    TrafficQueue queue;
    cause(queue);
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

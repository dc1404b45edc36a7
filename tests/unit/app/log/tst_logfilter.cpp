// SPDX-License-Identifier: MIT
#include "core/app/log/log.h"
#include "core/traffic/queue/trafficqueue.h"
#include "tests/support/bytesof.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/rows/lognews.h"

#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// One of each kind that has a line of its own in the log, and a row in the window.
void tellAll(Tap &tap)
{
    tap.happened(ConnectionOpened{connection});
    tap.happened(ConnectionEstablished{connection, {}, Protocol::Classic});
    tap.happened(MessageSeen{connection, Direction::In, bytesOf("hello")});
    tap.happened(endedBy(EndReason::ClosedByPeer));
    tap.happened(endedBy(EndReason::NotAuthentic));
    tap.happened(endedBy(EndReason::InternalError));
    tap.happened(
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyFromAddress, 3});
}

} // namespace

/// That a filter means the same wherever it is asked.
class TestLogFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logShowsWhatAWindowShows_data();
    void logShowsWhatAWindowShows();
    void levelOfALineIsThatOfTheRow();
};

void TestLogFilter::logShowsWhatAWindowShows_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("shown");
    QTest::newRow("a level that is an error's alone") << u"level:error"_s << 1;
    QTest::newRow("levels") << u"level>=warning"_s << 3;
    QTest::newRow("words of an established one") << u"text:\"classic, fingerprint\""_s << 1;
    QTest::newRow("words of a refusal") << u"text:\"from one address\""_s << 1;
    QTest::newRow("words of an end") << u"text:reason"_s << 3;
    QTest::newRow("a reason") << u"event:internal-error"_s << 1;
    QTest::newRow("events that came from a peer") << u"peer:127.0.0.1"_s << 7;
    QTest::newRow("a connection") << u"connection:7"_s << 6;
    QTest::newRow("a message") << u"dir:in len=5 text:hello"_s << 1;
    QTest::newRow("none of them") << u"not peer:127.0.0.1"_s << 0;
}

void TestLogFilter::logShowsWhatAWindowShows()
{
    QFETCH(QString, filter);
    QFETCH(int, shown);
    const auto parsed = Filter::parse(filter).value();
    TrafficQueue window;
    tellAll(window);
    const auto batch = window.take();
    QCOMPARE(std::ranges::count_if(
                 batch.rows, [&](const TrafficRow &row) { return parsed.matches(row); }),
        shown);

    Pipe pipe;
    LogSettings settings;
    settings.level = LogLevel::Debug;
    settings.showIf = parsed;
    Log log(Role::Server, settings, {pipe.writeEnd.number()});
    tellAll(log);
    log.stop();
    QCOMPARE(pipe.read().count('\n'), shown);
}

void TestLogFilter::levelOfALineIsThatOfTheRow()
{
    Pipe pipe;
    Log log(Role::Server, {}, {pipe.writeEnd.number()});
    log.happened(endedBy(EndReason::ClosedByPeer));
    log.happened(endedBy(EndReason::NotAuthentic));
    log.happened(endedBy(EndReason::InternalError));
    log.stop();
    const auto lines = pipe.read().split('\n');
    QVERIFY(lines[0].contains(" INFO server"));
    QVERIFY(lines[1].contains(" WARN server"));
    QVERIFY(lines[2].contains(" ERROR server"));
}

QTEST_APPLESS_MAIN(TestLogFilter)
#include "tst_logfilter.moc"

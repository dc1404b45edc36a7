// SPDX-License-Identifier: MIT
#include "core/app/log/logjson.h"
#include "core/app/log/logtext.h"
#include "tests/support/rows/lognews.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

/// The line of a stream that is over.
class TestLogStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void itsNameStaysInItsLine();
};

namespace {

StreamClosed closed()
{
    return {.stream = {.connection = connection,
                .number = 5,
                .isPeers = true,
                .target = "web",
                .from = connection.peer},
        .bytesIn = 1,
        .bytesOut = 2048,
        .duration = 1500ms,
        .wasOpened = true};
}

QByteArray textOf(const StreamClosed &stream)
{
    const LogRecord record{{}, LogLevel::Info, LoggedStream(stream)};
    const auto line =
        QByteArray::fromStdString(textLine(record, {Role::Server, ShowData::Bytes, false}));
    return line.mid(line.indexOf("INFO server: ") + 13).trimmed();
}

QJsonObject jsonOf(const StreamClosed &stream)
{
    const LogRecord record{{}, LogLevel::Info, LoggedStream(stream)};
    auto json = QJsonDocument::fromJson(
        QByteArray::fromStdString(jsonLine(record, {Role::Server, ShowData::Bytes, false})))
                    .object();
    for (const auto &member : {"time", "level", "program"})
        json.remove(QLatin1StringView(member));
    return json;
}

} // namespace

void TestLogStreams::lines_data()
{
    QTest::addColumn<StreamClosed>("stream");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");

    const QByteArray of = R"("peer":"127.0.0.1:50000","connection":7,)";
    const QByteArray from = R"("from":"127.0.0.1:50000",)";
    const QByteArray carried = R"("bytes_in":1,"bytes_out":2048,"duration_ms":1500)";
    QTest::newRow("ended by both")
        << closed()
        << QByteArray("Stream to web closed: from 127.0.0.1:50000, opened by 127.0.0.1:50000 "
                      "(received 1 byte; sent 2048 bytes; 1.5 s)")
        << R"({"event":"stream-closed",)" + of + R"("stream":5,"opened_by":"peer","target":"web",)"
            + from + carried + "}";

    auto reset = closed();
    reset.reset = StreamReset::Cancelled;
    reset.why = "Broken pipe";
    reset.stream.isPeers = false;
    QTest::newRow("reset")
        << reset
        << QByteArray("Stream to web reset: from 127.0.0.1:50000, through 127.0.0.1:50000 "
                      "(received 1 byte; sent 2048 bytes; 1.5 s; Broken pipe)")
        << R"({"event":"stream-closed",)" + of + R"("stream":5,"opened_by":"us","target":"web",)"
            + from + carried + R"(,"reset":0,"reason":"Broken pipe"})";

    const StreamClosed refused{.stream = {.target = "web@pump", .from = connection.peer},
        .reset = StreamReset::Unreachable,
        .why = "the agent is not connected"};
    QTest::newRow("carried by none")
        << refused
        << QByteArray("Stream to web@pump refused: from 127.0.0.1:50000 (the agent is not "
                      "connected)")
        << R"({"event":"stream-refused","stream":0,"opened_by":"us","target":"web@pump",)" + from
            + R"("bytes_in":0,"bytes_out":0,"duration_ms":0,"reset":2,)"
            + R"("reason":"the agent is not connected"})";
}

void TestLogStreams::lines()
{
    QFETCH(StreamClosed, stream);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);
    QCOMPARE(textOf(stream), text);
    QCOMPARE(jsonOf(stream), QJsonDocument::fromJson(json).object());
}

// It is what the peer says where it was refused.
void TestLogStreams::itsNameStaysInItsLine()
{
    auto hostile = closed();
    hostile.stream.target = "web\nINFO server: forged\x1b[2J\xff";
    const LogRecord record{{}, LogLevel::Info, LoggedStream(hostile)};
    const LogStyle style{Role::Server, ShowData::Bytes, false};
    for (const auto &line : {textLine(record, style), jsonLine(record, style)}) {
        QCOMPARE(line.find('\n'), line.size() - 1);
        QVERIFY(line.find('\x1b') == std::string::npos);
    }
}

QTEST_APPLESS_MAIN(TestLogStreams)
#include "tst_logstreams.moc"

// SPDX-License-Identifier: MIT
#include "core/records/recordingline.h"

#include "core/records/record.h"
#include "tests/support/hex.h"

#include <QByteArray>
#include <QHostAddress>
#include <QTest>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;

class TestRecordingLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithWhatItIs();
    void messageIsThereAsBytesAndAsText_data();
    void messageIsThereAsBytesAndAsText();
    void frameIsThereWhereItIsWanted();
    void placeInTheFrameIsTold();
    void authenticatedPeerIsNamedInEachLine();
    void packetHasItsFieldsButNoSecret();
    void eventsOfConnectionsComeOnce();
    void eventOfNoConnectionHasNoPeer();
    void gapSaysHowMuchIsMissing();
};

namespace {

const RecordTime begun{std::chrono::seconds(1'764'000'000)};
const ConnectionName connection{7, Endpoint(QHostAddress(QStringLiteral("127.0.0.1")), 50000)};

RecordingLines lines(bool hasFrames = false)
{
    return RecordingLines(RecordingHead{Role::Server, "1.2.3", "both", begun, hasFrames});
}

TrafficRow messageRow(std::span<const std::byte> content)
{
    TrafficRow row;
    row.time = begun + 1500ms;
    row.connection = connection;
    row.content = content;
    return row;
}

TrafficRow noticeRow(EventKind event, const ConnectionName &about = connection)
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = event;
    row.level = EventLevel::Warning;
    row.time = begun;
    row.connection = about;
    return row;
}

// The one record that \a write appends; none where it is another number of lines.
template <typename Write> Record written(const Write &write)
{
    std::string out;
    write(out);
    if (out.empty() || out.find('\n') != out.size() - 1)
        return {};
    return parseRecord(std::string_view(out).substr(0, out.size() - 1)).value_or(Record());
}

Record recordOf(const TrafficRow &row, bool hasFrames = false)
{
    return written([&](std::string &out) { lines(hasFrames).add(out, row); });
}

QByteArray textIn(const Record &record, std::string_view name)
{
    const auto text = record.text(name);
    return {text.data(), qsizetype(text.size())};
}

} // namespace

void TestRecordingLine::beginsWithWhatItIs()
{
    const auto head = written([](std::string &out) { lines(true).addHead(out); });
    QCOMPARE(textIn(head, "event"), QByteArray("recording"));
    QCOMPARE(textIn(head, "format"), QByteArray("1.0"));
    QCOMPARE(textIn(head, "program"), QByteArray("server"));
    QCOMPARE(textIn(head, "version"), QByteArray("1.2.3"));
    QCOMPARE(textIn(head, "protocol"), QByteArray("both"));
    QCOMPARE(textIn(head, "time"), QByteArray("2025-11-24T16:00:00.000000000Z"));
    QCOMPARE(head.count("elapsed_ns"), std::optional<quint64>(0));
    QVERIFY(head.isTrue("frames"));
}

void TestRecordingLine::messageIsThereAsBytesAndAsText_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isText");

    QTest::newRow("one") << QByteArray("x") << true;
    QTest::newRow("two") << QByteArray("xy") << true;
    QTest::newRow("three") << QByteArray("xyz") << true;
    QTest::newRow("quotes and newlines") << QByteArray("\"a\"\r\n\\\t\x1b[31m") << true;
    QTest::newRow("zero") << QByteArray("a\0b", 3) << true;
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa4\xf0\x9f\x98\x80") << true;
    QTest::newRow("direction override") << QByteArray("\xe2\x80\xae") << true;
    QTest::newRow("cut character") << QByteArray("\xc3") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("bytes") << QByteArray("\xff\x00\xfe", 3) << false;
}

void TestRecordingLine::messageIsThereAsBytesAndAsText()
{
    QFETCH(QByteArray, content);
    const auto bytes = toBytes(content);
    const auto record = recordOf(messageRow(bytes));
    QCOMPARE(textIn(record, "event"), QByteArray("message"));
    QCOMPARE(textIn(record, "direction"), QByteArray("in"));
    QCOMPARE(textIn(record, "peer"), QByteArray("127.0.0.1:50000"));
    QCOMPARE(record.count("connection"), std::optional<quint64>(7));
    QCOMPARE(record.count("length"), std::optional(quint64(content.size())));
    QCOMPARE(record.count("elapsed_ns"), std::optional<quint64>(1'500'000'000));
    QCOMPARE(textIn(record, "bytes"), content.toBase64());
    QTEST(record.find("text") != nullptr, "isText");
    if (record.find("text"))
        QCOMPARE(textIn(record, "text"), content);
    QVERIFY(!record.find("frame"));
    QVERIFY(!record.find("in_frame"));
}

void TestRecordingLine::frameIsThereWhereItIsWanted()
{
    const auto bytes = toBytes("message");
    const auto frame = toBytes("frame");
    auto row = messageRow(bytes);
    row.frame = frame;
    QCOMPARE(textIn(recordOf(row, true), "frame"), QByteArray("frame").toBase64());
    QVERIFY(!recordOf(row, false).find("frame"));
}

void TestRecordingLine::placeInTheFrameIsTold()
{
    const auto bytes = toBytes("message");
    auto row = messageRow(bytes);
    row.inFrame = 3;
    row.index = 2;
    const auto shared = recordOf(row);
    QCOMPARE(shared.count("in_frame"), std::optional<quint64>(3));
    QCOMPARE(shared.count("index"), std::optional<quint64>(2));

    row.inFrame = 1;
    row.frames = 4;
    QCOMPARE(recordOf(row).count("frames"), std::optional<quint64>(4));
}

void TestRecordingLine::authenticatedPeerIsNamedInEachLine()
{
    const auto bytes = toBytes("message");
    auto row = messageRow(bytes);
    const Fingerprint key{{std::byte{1}}, Fingerprint::Of::PeerKey};
    row.connection.known = KnownPeer("pump-3", key);
    auto record = recordOf(row);
    QCOMPARE(textIn(record, "agent"), QByteArray("pump-3"));
    QCOMPARE(textIn(record, "fingerprint"), QByteArray::fromStdString(key.toString()));

    row.connection.known = KnownPeer({}, key);
    record = recordOf(row);
    QVERIFY(!record.find("agent"));
    QCOMPARE(textIn(record, "fingerprint"), QByteArray::fromStdString(key.toString()));
}

void TestRecordingLine::packetHasItsFieldsButNoSecret()
{
    // A request of classic: id, key, token. Who keeps packets for watchers zeroes the token.
    const auto request =
        toBytes(QByteArray("\x01") + QByteArray(32, 'k') + '\xfd' + QByteArray(8, '\0'));
    const HandshakePacketKept packet{connection, Direction::In, request, Protocol::Classic};
    const auto record =
        written([&](std::string &out) { lines().add(out, ConnectionNews{begun, packet}); });
    QCOMPARE(textIn(record, "event"), QByteArray("handshake"));
    const auto *const fields = std::get_if<Record::Json>(record.find("fields"));
    QVERIFY(fields);
    const auto key = QByteArray(32, 'k').toHex().toStdString();
    QCOMPARE(fields->text, R"({"packet-id":"01","public-key":")" + key + "\"}");
    QCOMPARE(QByteArray::fromBase64(textIn(record, "bytes")).size(), qsizetype(42));
}

// The news tell more about them than the rows.
void TestRecordingLine::eventsOfConnectionsComeOnce()
{
    std::string out;
    for (const auto event :
        {EventKind::ConnectionOpened, EventKind::ConnectionEstablished, EventKind::ConnectionEnded})
        lines().add(out, noticeRow(event));
    QVERIFY(out.empty());
    const auto record = written([](std::string &text) {
        ConnectionEnded ended;
        ended.connection = connection;
        ended.reason = EndReason::NotAuthentic;
        ended.text = "why";
        lines().add(text, ConnectionNews{begun, ended});
    });
    QCOMPARE(textIn(record, "event"), QByteArray("connection-ended"));
    QCOMPARE(textIn(record, "reason"), QByteArray("not-authentic"));
    QCOMPARE(textIn(record, "level"), QByteArray("warn"));
}

void TestRecordingLine::eventOfNoConnectionHasNoPeer()
{
    const auto record = recordOf(noticeRow(EventKind::AcceptingPaused, {}));
    QCOMPARE(textIn(record, "event"), QByteArray("accepting-paused"));
    QVERIFY(!record.find("peer"));
    QVERIFY(!record.find("connection"));
    QVERIFY(recordOf(noticeRow(EventKind::NotSent)).find("peer"));
}

void TestRecordingLine::gapSaysHowMuchIsMissing()
{
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    gap.missing = 1204;
    gap.time = begun;
    const auto record = recordOf(gap);
    QCOMPARE(textIn(record, "event"), QByteArray("gap"));
    QCOMPARE(record.count("missing"), std::optional<quint64>(1204));
    QCOMPARE(textIn(record, "reason"), QByteArray("too-fast"));
}

QTEST_APPLESS_MAIN(TestRecordingLine)
#include "tst_recordingline.moc"

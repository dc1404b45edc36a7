// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedrow.h"
#include "core/records/recordingline.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/queue/trafficqueue.h"

#include <QCryptographicHash>
#include <QFile>
#include <QHostAddress>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <deque>
#include <limits>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestRecordedRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTheLiveRow();
    void messagesHaveTheSameHash();
    void passesTheSameFilters_data();
    void passesTheSameFilters();
    void takesNamesUpToALimit();
    void streamDataComesBack();
    void numbersGrowWhateverIsMissing();

private:
    struct Recorded {
        TrafficRow row;
        std::string content; // what the row viewed
    };

    void tellQueue();
    void readBack(const std::string &text);
    [[nodiscard]] std::vector<const Recorded *> inOrder() const;

    QTemporaryDir m_folder;
    TrafficQueue m_queue;
    TrafficBatch m_live;
    std::deque<Recorded> m_recorded;
};

namespace {

const ConnectionName classic{1, Endpoint(QHostAddress::LocalHost, 50214)};

Fingerprint keyFingerprint()
{
    Fingerprint fingerprint;
    fingerprint.digest.fill(std::byte{7});
    fingerprint.of = Fingerprint::Of::PeerKey;
    return fingerprint;
}

ConnectionName pump()
{
    return {
        2, Endpoint(QHostAddress(u"2001:db8::7"_s), 40000), KnownPeer("pump-3", keyFingerprint())};
}

ConnectionEnded ended(const ConnectionName &connection, EndReason reason)
{
    ConnectionEnded ended;
    ended.connection = connection;
    ended.reason = reason;
    ended.text = "what is said of it";
    ended.established = true;
    ended.protocol = Protocol::Sealed;
    return ended;
}

MessageSeen seen(const ConnectionName &connection, Direction direction, std::string_view text)
{
    MessageSeen message;
    message.connection = connection;
    message.direction = direction;
    message.plaintext = std::as_bytes(std::span(text));
    message.time = RecordTime(std::chrono::nanoseconds(1'764'000'000'123'456'789));
    return message;
}

// What a list would not tell apart: rows of a queue have numbers of their own order.
QByteArray wordsOf(const TrafficRow &row)
{
    return QByteArray::number(int(row.kind)) + ' ' + QByteArray::number(int(row.event)) + ' '
        + QByteArray::number(int(row.level)) + ' ' + QByteArray::number(int(row.endReason)) + ' '
        + QByteArray::number(int(row.protection)) + ' ' + QByteArray::number(row.connection.id)
        + ' ' + row.connection.peer.toString().toUtf8() + ' '
        + QByteArray::fromStdString(std::string(row.connection.known.name())) + ' '
        + QByteArray(
            reinterpret_cast<const char *>(row.content.data()), qsizetype(row.content.size()));
}

} // namespace

void TestRecordedRow::tellQueue()
{
    const PeerIdentity peer{.fingerprint = keyFingerprint(), .name = "pump-3", .isNameOurs = true};
    m_queue.addEvent(EventKind::Started, EventLevel::Info, "127.0.0.1:1337");
    m_queue.happened(ConnectionOpened{classic});
    m_queue.happened(ConnectionEstablished{classic, {}, Protocol::Classic});
    m_queue.happened(seen(classic, Direction::In, "Hello"));
    m_queue.happened(seen(classic, Direction::Out, std::string_view("\0\xff\x1b", 3)));
    m_queue.happened(ConnectionOpened{{2, pump().peer}});
    m_queue.happened(ConnectionEstablished{
        pump(), keyFingerprint(), Protocol::Sealed, Protection::Verified, peer});
    m_queue.happened(seen(pump(), Direction::In, "temperature 21"));
    m_queue.happened(MessageNotSent{pump(), MessageNotSent::Reason::TooLong, 99});
    m_queue.happened(ended(classic, EndReason::ClosedByPeerUnauthenticated));
    m_queue.happened(ended(pump(), EndReason::NotAuthentic));
    m_queue.happened(
        ConnectionRefused{classic.peer, ConnectionRefused::Reason::TooManyFromAddress, 3});
    m_queue.happened(AcceptingPaused{"Too many open files"});
}

void TestRecordedRow::initTestCase()
{
    tellQueue();
    m_live = m_queue.take();
    const RecordingLines lines({Role::Server, "0.1.0", "both", m_live.rows.front().time, false});
    std::string out;
    lines.addHead(out);
    for (const auto &row : m_live.rows)
        lines.add(out, row);
    for (const auto &news : m_live.news)
        lines.add(out, news);
    readBack(out);
}

void TestRecordedRow::readBack(const std::string &text)
{
    const auto path = m_folder.filePath(u"test.sealcord"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(QByteArray::fromStdString(text)), qint64(text.size()));
    file.close();
    auto reader = RecordingReader::open(path);
    QVERIFY(reader);
    RecordedRows rows(reader->role());
    m_recorded.clear();
    for (;;) {
        const auto next = reader->next();
        const auto *const line = std::get_if<RecordedLine>(&next);
        if (!line)
            break;
        QVERIFY(rows.take(*reader, *line));
        auto &recorded = m_recorded.emplace_back(*rows.row());
        const auto content = recorded.row.content;
        recorded.content.assign(reinterpret_cast<const char *>(content.data()), content.size());
        recorded.row.content = std::as_bytes(std::span(recorded.content));
    }
}

// The news of connections stand behind the other lines here: each live row has its own.
std::vector<const TestRecordedRow::Recorded *> TestRecordedRow::inOrder() const
{
    std::vector<const Recorded *> found;
    for (const auto &live : m_live.rows) {
        const auto same = std::ranges::find_if(m_recorded,
            [&](const Recorded &recorded) { return wordsOf(recorded.row) == wordsOf(live); });
        found.push_back(same == m_recorded.end() ? nullptr : &*same);
    }
    return found;
}

void TestRecordedRow::isTheLiveRow()
{
    QCOMPARE(m_recorded.size(), m_live.rows.size());
    const auto recorded = inOrder();
    for (std::size_t i = 0; i < recorded.size(); ++i) {
        QVERIFY2(recorded[i], wordsOf(m_live.rows[i]).constData());
        if (m_live.rows[i].kind == TrafficRow::Kind::Message)
            QVERIFY(recorded[i]->row.time == m_live.rows[i].time); // to the nanosecond
    }
}

void TestRecordedRow::messagesHaveTheSameHash()
{
    QCryptographicHash live(QCryptographicHash::Sha256);
    QCryptographicHash recorded(QCryptographicHash::Sha256);
    for (const auto &row : m_live.rows) {
        if (row.kind == TrafficRow::Kind::Message)
            live.addData(wordsOf(row));
    }
    for (const auto &[row, content] : m_recorded) {
        if (row.kind == TrafficRow::Kind::Message)
            recorded.addData(wordsOf(row));
    }
    QCOMPARE(recorded.result(), live.result());
}

void TestRecordedRow::passesTheSameFilters_data()
{
    QTest::addColumn<int>("passing");
    QTest::newRow("dir:in") << 2;
    QTest::newRow("peer:127.0.0.1") << 6;
    QTest::newRow("agent:pump-3") << 4;
    QTest::newRow("connection:2") << 5;
    QTest::newRow("len<4") << 1;
    QTest::newRow("text:temperature") << 1;
    QTest::newRow("hex:00ff1b") << 1;
    QTest::newRow("event:not-authentic") << 1;
    QTest::newRow("event:refused") << 1;
    QTest::newRow("event:established and text:sealed") << 1;
    QTest::newRow("text:\"the limit of 3\"") << 1;
    QTest::newRow("level>=warning") << 4;
}

void TestRecordedRow::passesTheSameFilters()
{
    QFETCH(int, passing);
    const auto filter = Filter::parse(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(filter);
    const auto recorded = inOrder();
    int count = 0;
    for (std::size_t i = 0; i < recorded.size(); ++i) {
        const auto passes = filter->matches(m_live.rows[i]);
        QVERIFY(recorded[i]);
        QCOMPARE(filter->matches(recorded[i]->row), passes);
        count += passes;
    }
    QCOMPARE(count, passing);
}

void TestRecordedRow::takesNamesUpToALimit()
{
    RecordedPeers peers;
    const auto named = [&](const std::string &name) {
        Record record;
        record.members = {{"agent", name}, {"fingerprint", keyFingerprint().toString()}};
        return peers.connection(record).known.name();
    };
    for (std::size_t i = 0; i < RecordedPeers::most; ++i)
        QCOMPARE(named(std::to_string(i)), std::string_view(std::to_string(i)));
    QVERIFY(named("one more").empty());
    QCOMPARE(named("17"), std::string_view("17"));
}

void TestRecordedRow::streamDataComesBack()
{
    const RecordingLines lines({Role::Server, "0.1.0", "both", {}, false});
    std::string out;
    lines.addHead(out);
    const std::string bytes = "GET /";
    TrafficRow data;
    data.kind = TrafficRow::Kind::StreamData;
    data.direction = Direction::Out;
    data.connection = classic;
    data.content = std::as_bytes(std::span(bytes));
    data.stream = 7;
    data.target = StreamTarget("web");
    lines.add(out, data);
    readBack(out);
    QCOMPARE(m_recorded.size(), std::size_t(1));
    const auto &row = m_recorded.front().row;
    QCOMPARE(row.kind, TrafficRow::Kind::StreamData);
    QCOMPARE(row.direction, Direction::Out);
    QCOMPARE(row.stream, 7U);
    QCOMPARE(row.target.name(), std::string_view("web"));
    QCOMPARE(row.content.size(), bytes.size());
}

void TestRecordedRow::numbersGrowWhateverIsMissing()
{
    const RecordingLines lines({Role::Server, "0.1.0", "both", {}, false});
    std::string out;
    lines.addHead(out);
    for (int i = 0; i < 3; ++i) {
        lines.addGap(out, {}, std::numeric_limits<quint64>::max(), "queue-full", {});
        TrafficRow message;
        message.connection = classic;
        lines.add(out, message);
    }
    readBack(out);
    QCOMPARE(m_recorded.size(), std::size_t(6));
    quint64 missing = 0;
    for (std::size_t i = 1; i < m_recorded.size(); ++i) {
        const auto &before = m_recorded[i - 1].row;
        QVERIFY(m_recorded[i].row.number >= before.number);
        QCOMPARE(m_recorded[i].row.number - before.number, countOf(before));
        missing += before.missing;
        QVERIFY(missing >= before.missing);
    }
}

QTEST_APPLESS_MAIN(TestRecordedRow)
#include "tst_recordedrow.moc"

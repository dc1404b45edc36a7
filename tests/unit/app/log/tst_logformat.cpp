// SPDX-License-Identifier: MIT
#include "core/app/log/logjson.h"
#include "core/app/log/logtext.h"
#include "core/records/recordfields.h"
#include "tests/support/rows/lognews.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLogFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainLineStandsOutsideTheForm();
    void lines_data();
    void lines();
    void endOfAConnection_data();
    void endOfAConnection();
    void messageInJson_data();
    void messageInJson();
    void noteInJson();
    void hostileTextStaysInItsLine();
    void noLineAboutAConnectionIsLong_data();
    void noLineAboutAConnectionIsLong();
    void plainLineStandsAlone();
    void authenticatedPeerIsSaidToBe();
    void authenticatedPeerStandsInEachLine();
    void colourIsForTerminals();
};

namespace {

using What = decltype(LogRecord::what);

// 2026-11-24T10:42:27.123Z
constexpr std::chrono::system_clock::time_point noon{1795516947123ms};

LoggedMessage messageOf(std::string_view text, Direction direction = Direction::In)
{
    LoggedMessage message{connection, direction, text.size(), {}};
    const auto shown = text.substr(0, shownDataLength);
    std::ranges::transform(
        shown, message.beginning.begin(), [](char c) { return static_cast<std::byte>(c); });
    return message;
}

ConnectionEnded ended(EndReason reason, bool established = true)
{
    return {
        connection, reason, "the reason", 5012ms, {1, 5, 18, 90}, established, Protocol::Classic};
}

QByteArray asText(const What &what, Role role, LogLevel level = LogLevel::Info)
{
    return QByteArray::fromStdString(textLine({noon, level, what}, {role, ShowData::Bytes, false}));
}

QJsonObject asJson(const What &what, Role role, ShowData how = ShowData::Bytes)
{
    const auto line =
        QByteArray::fromStdString(jsonLine({noon, LogLevel::Info, what}, {role, how, false}));
    if (line.indexOf('\n') != line.size() - 1)
        return {};
    auto object = QJsonDocument::fromJson(line).object();
    if (object.take("time"_L1) != u"2026-11-24T10:42:27.123Z"_s
        || object.take("level"_L1) != u"info"_s
        || object.take("program"_L1) != QString::fromStdString(std::string(name(role))))
        return {};
    return object;
}

void addLine(const char *name, const What &what, const QByteArray &server, const QByteArray &agent,
    const QByteArray &json)
{
    QTest::newRow(name) << what << server << agent << json;
}

void addLinesOfConnections()
{
    const QByteArray peer = R"("peer":"127.0.0.1:50000","connection":7)";
    const auto fingerprint = QByteArray::fromStdString(Fingerprint().toString());
    addLine("note", LogNote{"server-started", "Server started on 0.0.0.0:1337", {}},
        "Server started on 0.0.0.0:1337", "Server started on 0.0.0.0:1337",
        R"({"event":"server-started","text":"Server started on 0.0.0.0:1337"})");
    addLine("opened", ConnectionOpened{connection}, "Accepted connection from 127.0.0.1:50000",
        "Connected to 127.0.0.1:50000", R"({"event":"connection-accepted",)" + peer + '}');
    ConnectionEstablished
        established; // by its fields: GCC 12 takes an absent peer for a faulty one
    established.connection = connection;
    established.protocol = Protocol::Classic;
    addLine("established", established,
        "Handshake done with 127.0.0.1:50000: classic, encrypted, not authenticated; fingerprint "
            + fingerprint,
        "Handshake done with 127.0.0.1:50000: classic, encrypted, not authenticated; fingerprint "
            + fingerprint,
        R"({"event":"connection-established",)" + peer
            + R"(,"protocol":"classic","encrypted":true,"authenticated":false,"protection":"encrypted, not authenticated","fingerprint":")"
            + fingerprint + "\"}");
    addLine("message", messageOf("Hel"), "Received data from 127.0.0.1:50000: [72, 101, 108]",
        "Received data from 127.0.0.1:50000: [72, 101, 108]",
        R"({"event":"message",)" + peer + R"(,"direction":"in","length":3,"data":[72,101,108]})");
    addLine("reply", messageOf("H", Direction::Out), "Sent data to 127.0.0.1:50000: [72]",
        "Sent data to 127.0.0.1:50000: [72]",
        R"({"event":"message",)" + peer + R"(,"direction":"out","length":1,"data":[72]})");
}

void addLinesOfFaults()
{
    addLine("refused",
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyConnections, 100},
        "Refused connection from 127.0.0.1:50000: the limit of 100 connections is reached",
        "Refused connection from 127.0.0.1:50000: the limit of 100 connections is reached",
        R"({"event":"connection-refused","peer":"127.0.0.1:50000",
            "reason":"too-many-connections","limit":100})");
    addLine("refused for its address",
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::TooManyFromAddress, 2},
        "Refused connection from 127.0.0.1:50000: the limit of 2 connections from one address is "
        "reached",
        "Refused connection from 127.0.0.1:50000: the limit of 2 connections from one address is "
        "reached",
        R"({"event":"connection-refused","peer":"127.0.0.1:50000",
            "reason":"too-many-from-address","limit":2})");
    addLine("refused without a header",
        ConnectionRefused{connection.peer, ConnectionRefused::Reason::NoProxyHeader, 0,
            "closed before its PROXY header was whole"},
        "Refused connection from 127.0.0.1:50000: closed before its PROXY header was whole",
        "Refused connection from 127.0.0.1:50000: closed before its PROXY header was whole",
        R"({"event":"connection-refused","peer":"127.0.0.1:50000","reason":"no-proxy-header",
            "text":"closed before its PROXY header was whole"})");
    addLine("pause", AcceptingPaused{"Too many open files"},
        "Accepting pauses: Too many open files", "Accepting pauses: Too many open files",
        R"({"event":"accepting-paused","text":"Too many open files"})");
    addLine("suppressed", LinesSuppressed{LineKind(EndReason::NotAPeer), 12, 1s},
        "12 more connections failed within a second: not-a-peer",
        "12 more connections failed within a second: not-a-peer",
        R"({"event":"lines-suppressed","kind":"not-a-peer","count":12,"seconds":1})");
    addLine("dropped", LinesDropped{3},
        "3 log lines were dropped: they came faster than they could be written",
        "3 log lines were dropped: they came faster than they could be written",
        R"({"event":"lines-dropped","count":3})");
}

} // namespace

void TestLogFormat::lines_data()
{
    QTest::addColumn<What>("what");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("json"); // of the server
    addLinesOfConnections();
    addLinesOfFaults();
}

void TestLogFormat::lines()
{
    QFETCH(What, what);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, json);
    const QByteArray time = "2026-11-24T10:42:27.123Z ";
    QCOMPARE(asText(what, Role::Server), time + "INFO server: " + server + '\n');
    QCOMPARE(asText(what, Role::Agent), time + "INFO agent: " + agent + '\n');
    QCOMPARE(asJson(what, Role::Server), QJsonDocument::fromJson(json).object());
}

void TestLogFormat::endOfAConnection_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<bool>("established");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("agent");

    const QByteArray counts = "5.0 s; received 1 message, 18 bytes; sent 5 messages, 90 bytes";
    const auto byPeer = EndReason::ClosedByPeer;
    const QByteArray closed = ": 127.0.0.1:50000 (classic; " + counts + "; the reason)";
    const QByteArray failed =
        "Connection failed: 127.0.0.1:50000: the reason (classic; " + counts + ")";
    QTest::newRow("peer's goodbye") << byPeer << true << "Connection closed by client" + closed
                                    << "Connection closed by server" + closed;
    QTest::newRow("peer's FIN") << EndReason::EndedWithoutGoodbye << true
                                << "Connection closed by client" + closed
                                << "Connection closed by server" + closed;
    QTest::newRow("ours") << EndReason::ClosedByUs << true << "Connection closed by server" + closed
                          << "Connection closed by agent" + closed;
    QTest::newRow("idle") << EndReason::IdleTimeout << true
                          << "Connection closed by server" + closed
                          << "Connection closed by agent" + closed;
    QTest::newRow("fault") << EndReason::NotAuthentic << true << failed << failed;
    const QByteArray early =
        "Connection failed: 127.0.0.1:50000: the reason (no handshake; " + counts + ")";
    QTest::newRow("early") << EndReason::HandshakeTimeout << false << early << early;
}

void TestLogFormat::endOfAConnection()
{
    QFETCH(EndReason, reason);
    QFETCH(bool, established);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, agent);
    const auto record = ended(reason, established);
    QVERIFY(asText(record, Role::Server).endsWith(" INFO server: " + server + '\n'));
    QVERIFY(asText(record, Role::Agent).endsWith(" INFO agent: " + agent + '\n'));

    const auto json = asJson(record, Role::Server);
    QCOMPARE(json["event"_L1], QJsonValue(u"connection-ended"_s));
    QCOMPARE(json["reason"_L1].toString().toLatin1(),
        QByteArray::fromStdString(std::string(LineKind(reason).words().name)));
    QCOMPARE(json["text"_L1], QJsonValue(u"the reason"_s));
    QCOMPARE(json["fault"_L1], QJsonValue(isFault(reason)));
    QCOMPARE(json["established"_L1], QJsonValue(established));
    QCOMPARE(json["duration_ms"_L1], QJsonValue(5012));
    QCOMPARE(json["messages_in"_L1], QJsonValue(1));
    QCOMPARE(json["bytes_in"_L1], QJsonValue(18));
    QCOMPARE(json["messages_out"_L1], QJsonValue(5));
    QCOMPARE(json["bytes_out"_L1], QJsonValue(90));
}

void TestLogFormat::messageInJson_data()
{
    QTest::addColumn<ShowData>("how");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("bytes") << ShowData::Bytes << QByteArray("[34,10,255]");
    QTest::newRow("text") << ShowData::Text << QByteArray("\"\\\"\\n\\ufffd\"");
    QTest::newRow("hex") << ShowData::Hex << QByteArray("\"22 0a ff\"");
    QTest::newRow("none") << ShowData::None << QByteArray();
}

void TestLogFormat::messageInJson()
{
    QFETCH(ShowData, how);
    QFETCH(QByteArray, data);
    const auto json = asJson(messageOf("\"\n\xff"), Role::Server, how);
    QCOMPARE(json["length"_L1], QJsonValue(3));
    const auto expected = QJsonDocument::fromJson("{\"data\":" + data + "}").object();
    QCOMPARE(json["data"_L1], expected["data"_L1]);

    const auto longOne = asJson(messageOf(std::string(1000, 'a')), Role::Server, how);
    QCOMPARE(longOne["length"_L1], QJsonValue(1000));
}

void TestLogFormat::noteInJson()
{
    const LogNote note{"limits", "text",
        {{"max_connections", qint64(1000)}, {"ratio", 0.25}, {"ok", true},
            {"address", std::string("[::1]:1")},
            {"infinite", std::numeric_limits<double>::infinity()}}};
    QCOMPARE(asJson(note, Role::Agent),
        QJsonDocument::fromJson(R"({"event":"limits","text":"text","max_connections":1000,
            "ratio":0.25,"ok":true,"address":"[::1]:1","infinite":null})")
            .object());
}

void TestLogFormat::hostileTextStaysInItsLine()
{
    const std::string hostile =
        "x\n2026-11-24T10:42:27.123Z INFO server: forged\x1b[2J\xe2\x80\xae\xff";
    auto end = ended(EndReason::NotAPeer);
    end.text = hostile;
    for (const What &what : {What(end), What(LogNote{"event", hostile, {{"f", hostile}}}),
             What(messageOf(hostile)), What(AcceptingPaused{hostile})}) {
        for (const auto how : {ShowData::Bytes, ShowData::Text, ShowData::Hex, ShowData::None}) {
            const LogStyle style{Role::Server, how, false};
            for (const auto &line : {textLine({noon, LogLevel::Info, what}, style),
                     jsonLine({noon, LogLevel::Info, what}, style)}) {
                QCOMPARE(line.find('\n'), line.size() - 1);
                QVERIFY(std::ranges::all_of(
                    line.substr(0, line.size() - 1), [](char c) { return c >= 0x20 && c < 0x7f; }));
            }
        }
    }
}

void TestLogFormat::noLineAboutAConnectionIsLong_data()
{
    QTest::addColumn<ShowData>("how");
    QTest::newRow("bytes") << ShowData::Bytes;
    QTest::newRow("text") << ShowData::Text;
    QTest::newRow("hex") << ShowData::Hex;
    QTest::newRow("none") << ShowData::None;
}

// What the bound of the log in bytes rests on, LogSettings::linesPerSecond.
void TestLogFormat::noLineAboutAConnectionIsLong()
{
    QFETCH(ShowData, how);
    const ConnectionName longest{~ConnectionId(0),
        Endpoint(QHostAddress(u"fe80::ffff:ffff:ffff:ffff%abcdefghijklmno"_s), 65535)};
    auto message = messageOf(std::string(shownDataLength, '\xff'));
    message.connection = longest;
    message.length = std::numeric_limits<std::size_t>::max();
    auto end = ended(EndReason::ClosedByPeerUnauthenticated);
    end.connection = longest;
    end.duration = std::chrono::milliseconds::max();
    const auto most = std::numeric_limits<quint64>::max();
    end.count = {most, most, most, most};
    end.text = std::string(100, 'x'); // longer than any that we have
    for (const What &what : {What(ConnectionOpened{longest}),
             What(ConnectionEstablished{longest, {}, Protocol::Classic}), What(message), What(end),
             What(ConnectionRefused{
                 longest.peer, ConnectionRefused::Reason::TooManyFromAddress, most})}) {
        const LogStyle style{Role::Server, how, true};
        QVERIFY(textLine({noon, LogLevel::Warn, what}, style).size() <= 1024);
        QVERIFY(jsonLine({noon, LogLevel::Warn, what}, style).size() <= 1024);
    }
}

void TestLogFormat::plainLineStandsAlone()
{
    const PlainLine line{"Failed to connect\n"};
    QCOMPARE(asText(line, Role::Agent), QByteArray("Failed to connect\\n\n"));
    QCOMPARE(asJson(line, Role::Agent),
        QJsonDocument::fromJson(R"({"event":"line","text":"Failed to connect\n"})").object());
}

void TestLogFormat::authenticatedPeerIsSaidToBe()
{
    const ConnectionEstablished established{
        connection, {}, Protocol::Classic, Protection::Verified};
    QVERIFY(asText(established, Role::Agent).contains(": classic, verified;"));
    const auto json = asJson(established, Role::Agent);
    QCOMPARE(json["protocol"_L1], QJsonValue(u"classic"_s));
    QCOMPARE(json["authenticated"_L1], QJsonValue(true));

    auto stranger = established; // has a key, but whose it is nobody knows
    stranger.protection = Protection::FirstContact;
    QCOMPARE(asJson(stranger, Role::Agent)["authenticated"_L1], QJsonValue(false));
}

void TestLogFormat::authenticatedPeerStandsInEachLine()
{
    const Fingerprint key{{std::byte{1}}, Fingerprint::Of::PeerKey};
    const auto keyText = QByteArray::fromStdString(key.toString());
    auto message = messageOf("H");
    message.connection.known = KnownPeer("pump-3", key);
    QVERIFY(asText(message, Role::Server)
            .endsWith("Received data from 127.0.0.1:50000 (pump-3, key " + keyText + "): [72]\n"));
    const auto object = asJson(message, Role::Server);
    QCOMPARE(object["agent"_L1].toString(), u"pump-3"_s);
    QCOMPARE(object["fingerprint"_L1].toString().toLatin1(), keyText);

    message.connection.known = KnownPeer({}, key); // a server, which nobody has given a name
    QVERIFY(asText(message, Role::Agent).contains("127.0.0.1:50000 (key " + keyText + "): "));

    // Once in a record, whoever writes it.
    ConnectionEnded ended = endedBy(EndReason::ClosedByPeer);
    ended.connection.known = KnownPeer("pump-3", key);
    ended.peer = PeerIdentity{{}, key, "pump-3", true};
    const auto line = jsonLine({noon, LogLevel::Info, ended}, {});
    QCOMPARE(QByteArray::fromStdString(line).count("\"fingerprint\""), 1);
}

void TestLogFormat::colourIsForTerminals()
{
    const LogRecord record{noon, LogLevel::Warn, LogNote{"event", "text", {}}};
    QCOMPARE(textLine(record, {Role::Server, ShowData::None, true}),
        std::string("2026-11-24T10:42:27.123Z \x1b[33mWARN\x1b[0m server: text\n"));
    QVERIFY(!jsonLine(record, {Role::Server, ShowData::None, true}).contains('\x1b'));
}

void TestLogFormat::plainLineStandsOutsideTheForm()
{
    const PlainLine line{"Failed to connect to server, retrying in 5 seconds.."};
    QCOMPARE(asText(line, Role::Agent), QByteArray::fromStdString(line.text + '\n'));
    const auto json = asJson(line, Role::Agent);
    QCOMPARE(json["event"_L1], QJsonValue(u"line"_s));
    QCOMPARE(json["text"_L1].toString().toStdString(), line.text);
}

QTEST_GUILESS_MAIN(TestLogFormat)
#include "tst_logformat.moc"

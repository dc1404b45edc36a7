// SPDX-License-Identifier: MIT
#include "core/control/controllink.h"
#include "core/control/controlserver.h"
#include "core/control/streamcensus.h"
#include "core/control/trafficsubscription.h"
#include "core/net/tap/tapset.h"
#include "core/net/tap/teetap.h"
#include "tests/integration/server/memory.h"
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicpeer.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

/// A server that echoes, and lets programs follow what happens there.
class FollowedServer final : public ControlHandler
{
public:
    explicit FollowedServer(const QString &path)
        : m_census(std::make_unique<Census>())
        , m_streams(std::make_unique<StreamCensus>())
        , m_counting(*m_census, *m_streams)
        , m_tee(m_counting, m_taps)
        , m_server(RunningServer::settings(), m_echo, m_tee)
        , m_control(*this)
    {
        m_census->setSource([this](quint64 question) { m_server.tellStanding(question); });
        m_streams->setSource([this](quint64 question, std::optional<ConnectionId> connection) {
            m_server.tellStreams(question, connection);
        });
        QSignalSpy started(&m_server, &Server::started);
        m_server.start();
        if (started.wait(patience) && m_control.listen(path))
            m_port = m_server.address().section(u':', -1).toUShort();
    }

    void handle(const ControlRequest &, Reply reply) override { reply("{}"); }
    std::expected<ControlSubscription, std::string> subscribe(
        const ControlRequest &request) override
    {
        auto wishes = subscriptionWishes(request.members);
        if (!wishes)
            return std::unexpected(wishes.error());
        auto stream = std::make_unique<TrafficSubscription>(m_taps,
            TrafficSubscription::Counting{*m_census, *m_streams}, RecordingHead(),
            *std::move(wishes));
        return ControlSubscription{stream->head(), std::move(stream)};
    }

    [[nodiscard]] quint16 port() const { return m_port; } ///< 0: it did not start
    /// Whether somebody's subscription is told of messages.
    [[nodiscard]] bool isFollowed() const { return m_taps.interest() != TapInterest::Lives; }

private:
    const std::unique_ptr<Census> m_census;
    const std::unique_ptr<StreamCensus> m_streams;
    TeeTap m_counting;
    TapSet m_taps;
    TeeTap m_tee;
    EchoService m_echo;
    Server m_server;
    ControlServer m_control;
    quint16 m_port = 0;
};

/// What one who follows knows.
class Picture
{
public:
    void take(std::string_view text)
    {
        const auto record = parseRecord(text).value();
        const auto event = record.text("event");
        if (event == "message")
            ++messages;
        else if (event == "gap")
            missing += record.count("missing").value_or(0);
        else
            takeLife(record, event);
    }

    quint64 messages = 0;
    quint64 missing = 0;
    std::set<quint64> standing; ///< connections that have not ended
    std::set<quint64> established; ///< those of them that have done the handshake
    int faults = 0; ///< what was told twice, or too late

private:
    void takeLife(const Record &record, std::string_view event)
    {
        const auto step = steps.find(event);
        if (step == steps.end())
            return;
        const auto connection = record.count("connection").value_or(0);
        auto &told = m_told[connection];
        faults += step->second <= told ? 1 : 0;
        told = step->second;
        if (told == 1)
            standing.insert(connection);
        if (told == 2 || record.isTrue("established"))
            established.insert(connection);
        if (told == 3) {
            standing.erase(connection);
            established.erase(connection);
        }
    }

    inline static const std::map<std::string_view, int> steps{{"connection-stands", 1},
        {"connection-accepted", 1}, {"connection-established", 2}, {"connection-ended", 3}};
    std::map<quint64, int> m_told; // how far each had come
};

/// A program that follows, and reads what it is told.
class Follower
{
public:
    explicit Follower(const QString &path, bool hasContents = false)
    {
        QObject::connect(&link, &ControlLink::stateChanged, &link, [this, hasContents] {
            if (link.state() == ControlLink::State::Connected)
                follow(hasContents);
        });
        link.open(path);
    }

    ControlLink link;
    Picture picture;
    bool isAnswered = false;

private:
    void follow(bool hasContents)
    {
        link.subscribe([hasContents](JsonObject &request) { request.add("contents", hasContents); },
            [this](const auto &result) { isAnswered = result.has_value(); },
            [this](std::string_view record) { picture.take(record); });
    }
};

/// A program that does not read until it is told to.
class Sleeper
{
public:
    explicit Sleeper(const QString &path)
    {
        m_socket.setReadBufferSize(1);
        m_socket.connectToServer(path);
    }
    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    void leave() { m_socket.abort(); }
    void wake() { m_socket.setReadBufferSize(0); }
    /// Reads what has come.
    void read(Picture &picture)
    {
        m_lines.take(m_socket.readAll().toStdString());
        for (auto line = m_lines.next(); line && *line; line = m_lines.next()) {
            if (const auto told = parseSubscriptionLine(**line))
                picture.take(told->second);
        }
    }

private:
    QLocalSocket m_socket;
    LineSplitter m_lines{ControlLink::longestLine};
};

const QByteArray subscribing = R"({"id":1,"do":"subscribe"})"
                               "\n";

} // namespace

class TestFollowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void connectionsAreToldOnceWhileTheyComeAndGo();
    void followersComeAndGoWhileMessagesDo();
    void whoDoesNotReadFindsAGapAndCostsNobodyElse();
    void leavingInTheMiddleOfALineEndsIt();
    void rubbishEndsIt();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FollowedServer> m_server;
};

void TestFollowing::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FollowedServer>(path());
    QVERIFY(m_server->port() != 0);
}

void TestFollowing::cleanup()
{
    m_server.reset();
}

// Whenever somebody begins to follow: in the end all know the same, and nobody was told it twice.
// Messages may be missing where the processors are busy; what becomes of connections may not.
void TestFollowing::connectionsAreToldOnceWhileTheyComeAndGo()
{
    std::vector<std::unique_ptr<ClassicPeer>> staying;
    for (int i = 0; i < 3; ++i)
        QVERIFY(
            staying.emplace_back(std::make_unique<ClassicPeer>(m_server->port()))->shakeHands());
    std::atomic<bool> isOver = false;
    std::atomic<int> gone = 0;
    const auto comeAndGo = [&isOver, &gone, port = m_server->port()] {
        while (!isOver) {
            ClassicPeer peer(port);
            if (peer.shakeHands() && peer.echo("hello") && peer.sayGoodbye())
                ++gone;
        }
    };
    std::jthread first(comeAndGo);
    std::jthread second(comeAndGo);
    std::vector<std::unique_ptr<Follower>> followers;
    for (int i = 0; i < 20; ++i) {
        followers.push_back(std::make_unique<Follower>(path()));
        const auto before = gone.load();
        QTRY_VERIFY_WITH_TIMEOUT(gone > before + 2, patience);
    }
    isOver = true;
    first.join();
    second.join();
    for (const auto &follower : followers) {
        QTRY_COMPARE(follower->picture.standing.size(), staying.size());
        QCOMPARE(follower->picture.standing, (std::set<quint64>{1, 2, 3}));
        QCOMPARE(follower->picture.established, follower->picture.standing);
        QCOMPARE(follower->picture.faults, 0);
    }
}

void TestFollowing::followersComeAndGoWhileMessagesDo()
{
    std::atomic<bool> isOver = false;
    std::atomic<int> failures = 0;
    const auto talk = [&isOver, &failures, port = m_server->port()] {
        ClassicPeer peer(port);
        bool isWell = peer.shakeHands();
        while (isWell && !isOver)
            isWell = peer.echo("hello");
        failures += isWell ? 0 : 1;
    };
    {
        std::jthread first(talk);
        std::jthread second(talk);
        for (int i = 0; i < 30; ++i) {
            Follower follower(path(), true);
            QTRY_VERIFY_WITH_TIMEOUT(follower.picture.messages > 10, patience);
            if (i % 2 == 0)
                continue; // it goes as it is
            bool hasEnded = false;
            follower.link.request(
                "unsubscribe", [](JsonObject &request) { request.add("subscription", 1); },
                [&hasEnded](const auto &result) { hasEnded = result.has_value(); });
            QTRY_VERIFY_WITH_TIMEOUT(hasEnded, patience);
            const auto before = follower.picture.messages;
            bool isAnswered = false;
            follower.link.request(
                "status", [](JsonObject &) {}, [&isAnswered](const auto &) { isAnswered = true; });
            QTRY_VERIFY(isAnswered);
            QCOMPARE(follower.picture.messages, before);
        }
        QTRY_VERIFY(!m_server->isFollowed());
        isOver = true;
    }
    QCOMPARE(failures, 0);
}

void TestFollowing::whoDoesNotReadFindsAGapAndCostsNobodyElse()
{
    Sleeper sleeper(path());
    sleeper.write(subscribing);
    Follower awake(path());
    ClassicPeer peer(m_server->port());
    QVERIFY(peer.shakeHands());
    QTRY_VERIFY(awake.isAnswered && m_server->isFollowed());
    QTRY_COMPARE(awake.picture.established.size(), std::size_t{1});

    // At the pace of the one that reads: what it is told of one round fits its queue.
    const QByteArray message(64 * 1024, 'x');
    constexpr quint64 rounds = isSanitized ? 20 : 60;
    constexpr quint64 each = 20;
    const auto before = residentMemory();
    for (quint64 round = 1; round <= rounds; ++round) {
        for (quint64 i = 0; i < each; ++i)
            QVERIFY(peer.echo(message));
        QTRY_COMPARE_WITH_TIMEOUT(awake.picture.messages, round * each * 2, patience);
    }
    const auto after = residentMemory();
    QCOMPARE(awake.picture.missing, quint64{0});
    if (before && after)
        QVERIFY2(
            *after - *before < 64 * 1024 * 1024, qPrintable(QString::number(*after - *before)));

    // Nothing goes astray: what it was not told of it is told the number of.
    sleeper.wake();
    Picture picture;
    constexpr auto all = rounds * each * 2;
    QTRY_VERIFY_WITH_TIMEOUT(
        (sleeper.read(picture), picture.messages + picture.missing >= all), patience);
    QCOMPARE(picture.messages + picture.missing, all);
    QVERIFY(picture.missing > 0);
    QCOMPARE(picture.standing.size(), std::size_t{1});
}

void TestFollowing::leavingInTheMiddleOfALineEndsIt()
{
    Sleeper sleeper(path());
    sleeper.write(subscribing + R"({"id":2,"do":"unsub)");
    QTRY_VERIFY(m_server->isFollowed());
    sleeper.leave();
    QTRY_VERIFY(!m_server->isFollowed());
}

void TestFollowing::rubbishEndsIt()
{
    Sleeper sleeper(path());
    sleeper.write(subscribing);
    QTRY_VERIFY(m_server->isFollowed());
    sleeper.write("GET / HTTP/1.1\r\n");
    QTRY_VERIFY(!m_server->isFollowed());
}

QTEST_GUILESS_MAIN(TestFollowing)

#include "tst_following.moc"

// SPDX-License-Identifier: MIT
#include "core/attach/attachedserver.h"
#include "core/control/controllink.h"
#include "core/records/record.h"
#include "core/traffic/models/connectionmodel.h"
#include "tests/support/processes/pipingagent.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

/// A window that is attached, without the window.
struct Watcher {
    explicit Watcher(const QString &path)
    {
        QObject::connect(&server, &WatchedServer::happened, &server,
            [this](const TrafficBatch &batch) { model.apply(batch); });
        server.attach(path);
    }

    ConnectionModel model;
    AttachedServer server;
};

/// A program that asks again when it has its answer.
class Asker
{
public:
    Asker(const QString &path, std::string_view command, std::string_view sign)
        : m_command(command)
        , m_sign(sign)
    {
        QObject::connect(&link, &ControlLink::stateChanged, &link, [this] { ask(); });
        link.open(path);
    }

    ControlLink link;
    int answers = 0;
    int strangers = 0; ///< answers that are not to what it asked

private:
    void ask()
    {
        if (link.state() != ControlLink::State::Connected)
            return;
        link.request(
            m_command, [](JsonObject &) {},
            [this](const std::expected<std::string, std::string> &result) {
                ++answers;
                strangers += result && result->starts_with(m_sign) ? 0 : 1;
                QTimer::singleShot(1ms, &link, [this] { ask(); });
            });
    }

    std::string_view m_command;
    std::string_view m_sign;
};

/// A program that follows the short messages.
class Follower
{
public:
    explicit Follower(const QString &path)
    {
        QObject::connect(&link, &ControlLink::stateChanged, &link, [this] {
            if (link.state() == ControlLink::State::Connected)
                follow();
        });
        link.open(path);
    }

    ControlLink link;
    bool isFollowing = false;
    int messages = 0;
    quint64 missing = 0;

private:
    void follow()
    {
        link.subscribe([](JsonObject &request) { request.add("if", "dir:in len<20"); },
            [this](const auto &result) { isFollowing = result.has_value(); },
            [this](std::string_view text) {
                const auto record = parseRecord(text).value();
                if (record.text("event") == "message")
                    ++messages;
                else if (record.text("event") == "gap")
                    missing += record.count("missing").value_or(0);
            });
    }
};

} // namespace

/// Several who watch one server and ask it, while it has much to do.
class TestManyWatchers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everybodySeesTheSame();
    void whoDoesNotReadHurtsNobody();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    [[nodiscard]] QJsonObject clientSeenBy(ControlLink &link, int connection) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
};

void TestManyWatchers::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ServerProgram>(QStringList{u"--control"_s, path()});
    QVERIFY(m_server->listenForControl());
}

QJsonObject TestManyWatchers::clientSeenBy(ControlLink &link, int connection) const
{
    QByteArray list;
    link.request(
        "clients", [](JsonObject &) {},
        [&list](const auto &result) { list = QByteArray::fromStdString(result.value_or("[]")); });
    if (!QTest::qWaitFor([&list] { return !list.isEmpty(); }, patience))
        return {};
    for (const auto &client : QJsonDocument::fromJson(list).array()) {
        if (client.toObject()[u"connection"_s].toInt() == connection)
            return client.toObject();
    }
    return {};
}

void TestManyWatchers::everybodySeesTheSame()
{
    PipingAgent talker(*m_server);
    QVERIFY(talker.start());
    QVERIFY(talker.talks("here\n"));
    std::array watchers{Watcher(path()), Watcher(path())};
    std::array askers{Asker(path(), "status", R"({"program":"server")"),
        Asker(path(), "clients", "[{\"peer\""), Asker(path(), "limits", "{\"max_connections\"")};
    RunningProgram bench({u"bench"_s, m_server->address(), u"--connections=4"_s, u"--depth=8"_s,
        u"--duration=2s"_s});
    QVERIFY(bench.start());
    for (int i = 0; i < 50; ++i)
        QVERIFY(talker.talks(QByteArray::number(i) + '\n'));
    QTRY_VERIFY(!bench.isRunning());
    for (auto &asker : askers) {
        QTRY_VERIFY(asker.answers > 10);
        QCOMPARE(asker.strangers, 0);
        const auto client = clientSeenBy(asker.link, 1);
        QCOMPARE(client[u"messages_in"_s].toInt(), 51);
        QCOMPARE(client[u"messages_out"_s].toInt(), 51);
    }
    for (auto &watcher : watchers) {
        QTRY_COMPARE(watcher.model.live(), 1);
        QTRY_COMPARE(watcher.model.rowCount(), 5);
        QTRY_COMPARE(watcher.model.info(0).count.messagesIn, quint64{51});
        QTRY_COMPARE(watcher.model.info(0).count.messagesOut, quint64{51});
    }
}

// What it is owed and what waits for it are bounded, and it is told what it missed.
void TestManyWatchers::whoDoesNotReadHurtsNobody()
{
    PipingAgent talker(*m_server);
    QVERIFY(talker.start());
    QVERIFY(talker.talks("here\n"));
    Follower follower(path());
    QTRY_VERIFY(follower.isFollowing);
    QLocalSocket asleep;
    asleep.setReadBufferSize(1);
    asleep.connectToServer(path());
    asleep.write("{\"id\":1,\"do\":\"subscribe\"}\n");
    QTRY_VERIFY(asleep.bytesAvailable() > 0);
    const auto before = m_server->memory("VmRSS");

    RunningProgram bench({u"bench"_s, m_server->address(), u"--duration=3s"_s});
    QVERIFY(bench.start());
    int said = 0;
    while (bench.isRunning())
        QVERIFY(talker.talks(QByteArray::number(said++) + '\n'));
    QVERIFY(said > 0);
    QTRY_COMPARE(follower.messages, said);
    QCOMPARE(follower.missing, quint64(0));
    const auto grown = m_server->memory("VmHWM") - before;
    if (!isSanitized) // the address sanitizer keeps what was freed
        QVERIFY2(grown <= 64 * mebibyte, qPrintable(QString::number(grown)));

    asleep.setReadBufferSize(0);
    QByteArray all;
    QTRY_VERIFY((all += asleep.readAll()).contains("\"event\":\"gap\""));
}

QTEST_GUILESS_MAIN(TestManyWatchers)

#include "tst_manywatchers.moc"

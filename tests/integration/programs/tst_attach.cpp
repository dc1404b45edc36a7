// SPDX-License-Identifier: MIT
#include "core/attach/attachedserver.h"
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/streams/streammodel.h"
#include "tests/support/bytesof.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/processes/pipingagent.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

/// A server of another program, watched through its control socket as one's own.
class TestAttach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void seesWhoStandsAndWhatIsSaid();
    void sendsAndDisconnects();
    void whatCannotBeSentIsTold();
    void waitsForAServer();
    void serverThatStartsAgainIsAnother();
    void streamOfTheNextServerIsEndedThere();
    void watcherThatSleepsFindsAGap();
    void letsGo();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    [[nodiscard]] std::unique_ptr<ServerProgram> serve(const QStringList &options = {});
    void attach();
    [[nodiscard]] qsizetype messages(Direction direction) const;
    [[nodiscard]] bool hasEvent(EventKind kind) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AttachedServer> m_attached;
    std::unique_ptr<ConnectionModel> m_model;
    std::vector<std::pair<TrafficRow, std::string>> m_rows; // with their contents
};

void TestAttach::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestAttach::cleanup()
{
    m_attached.reset();
    m_model.reset();
    m_rows.clear();
}

std::unique_ptr<ServerProgram> TestAttach::serve(const QStringList &options)
{
    auto server = std::make_unique<ServerProgram>(QStringList{u"--control"_s, path()} + options);
    if (!server->listenForControl())
        return {};
    return server;
}

void TestAttach::attach()
{
    m_model = std::make_unique<ConnectionModel>();
    m_attached = std::make_unique<AttachedServer>();
    connect(m_attached.get(), &WatchedServer::happened, this, [this](const TrafficBatch &batch) {
        m_model->apply(batch);
        for (const auto &row : batch.rows)
            m_rows.emplace_back(row,
                std::string(
                    reinterpret_cast<const char *>(row.content.data()), row.content.size()));
    });
    m_attached->attach(path());
}

qsizetype TestAttach::messages(Direction direction) const
{
    return std::ranges::count_if(m_rows, [direction](const auto &row) {
        return row.first.kind == TrafficRow::Kind::Message && row.first.direction == direction;
    });
}

bool TestAttach::hasEvent(EventKind kind) const
{
    return std::ranges::any_of(m_rows, [kind](const auto &row) {
        return row.first.kind == TrafficRow::Kind::Notice && row.first.event == kind;
    });
}

void TestAttach::seesWhoStandsAndWhatIsSaid()
{
    const auto server = serve();
    QVERIFY(server);
    PipingAgent first(*server);
    QVERIFY(first.start());
    QVERIFY(first.say("before\n"));
    QVERIFY(first.hears(u"before"_s));

    attach();
    QTRY_COMPARE(m_attached->state(), State::Listening);
    QCOMPARE(m_attached->address(), server->address());
    QCOMPARE(m_attached->facts().process, qint64(server->pid()));
    QTRY_COMPARE(m_model->live(), 1);
    QTRY_COMPARE(m_model->info(0).count.messagesIn, quint64(1));
    QCOMPARE(m_model->info(0).state, ConnectionInfo::State::Live);
    QVERIFY(m_model->info(0).opened < TrafficRow::Clock::now());
    QCOMPARE(messages(Direction::In), 0);

    QVERIFY(first.say("after\n"));
    QTRY_COMPARE(messages(Direction::Out), 1);
    QCOMPARE(messages(Direction::In), 1);
    QVERIFY(std::ranges::any_of(m_rows, [](const auto &row) { return row.second == "after\n"; }));
    PipingAgent second(*server);
    QVERIFY(second.start());
    QTRY_COMPARE(m_model->live(), 2);
    QTRY_COMPARE(m_model->info(1).handshake.size(), std::size_t(4));
}

void TestAttach::sendsAndDisconnects()
{
    const auto server = serve();
    QVERIFY(server);
    PipingAgent first(*server);
    PipingAgent second(*server);
    QVERIFY(first.start());
    QVERIFY(first.say("here\n"));
    QVERIFY(first.hears(u"here"_s));
    QVERIFY(second.start());
    QVERIFY(second.say("here\n"));
    QVERIFY(second.hears(u"here"_s));
    attach();
    QTRY_COMPARE(m_model->live(), 2);
    m_attached->sendToAll("to all\n");
    QVERIFY(first.hears(u"to all"_s));
    QVERIFY(second.hears(u"to all"_s));
    const ConnectionId one = m_model->info(0).name.id;
    m_attached->send(std::span(&one, 1), "to one\n");
    QVERIFY(first.hears(u"to one"_s));
    QTRY_VERIFY(std::ranges::any_of(m_rows, [](const auto &row) {
        return row.second == "to one\n" && row.first.sender == Sender::Window;
    }));
    m_attached->disconnectAgent(one);
    QTRY_COMPARE(m_model->live(), 1);
    QVERIFY(first.program().exitCode() >= 0);
}

void TestAttach::whatCannotBeSentIsTold()
{
    const auto server = serve();
    QVERIFY(server);
    attach();
    QTRY_COMPARE(m_attached->state(), State::Listening);
    const ConnectionId nobody = 7;
    m_attached->send(std::span(&nobody, 1), "into the void");
    QTRY_VERIFY(hasEvent(EventKind::NotSent));
}

void TestAttach::waitsForAServer()
{
    attach();
    QTRY_VERIFY(!m_attached->errorString().isEmpty());
    QCOMPARE(m_attached->state(), State::Starting);
    const auto server = serve();
    QVERIFY(server);
    QTRY_COMPARE(m_attached->state(), State::Listening);
    QCOMPARE(m_attached->errorString(), QString());
}

void TestAttach::serverThatStartsAgainIsAnother()
{
    auto server = serve();
    QVERIFY(server);
    PipingAgent first(*server);
    QVERIFY(first.start());
    attach();
    QTRY_COMPARE(m_model->live(), 1);
    const auto before = m_model->info(0).name.id;
    server->signal(SIGKILL);
    QCOMPARE(server->exitCode(), RunningProgram::diedOfSignal);
    QTRY_COMPARE(m_attached->state(), State::Starting);
    QVERIFY(hasEvent(EventKind::Stopped));
    QCOMPARE(m_model->live(), 0);

    server = serve();
    QVERIFY(server);
    PipingAgent second(*server);
    QVERIFY(second.start());
    QTRY_COMPARE(m_attached->state(), State::Listening);
    QTRY_COMPARE(m_model->rowCount(), 2);
    QTRY_COMPARE(m_model->live(), 1);
    QVERIFY(m_model->find(before)->ended);
    QVERIFY(m_model->info(1).name.id > before);
    // It is told by its own number.
    const ConnectionId one = m_model->info(1).name.id;
    QVERIFY(second.say("x\n"));
    QVERIFY(second.hears(u"x"_s));
    m_attached->send(std::span(&one, 1), "again\n");
    QVERIFY(second.hears(u"again"_s));
}

// By that one's number of the connection.
void TestAttach::streamOfTheNextServerIsEndedThere()
{
    auto server = serve();
    QVERIFY(server);
    PipingAgent first(*server);
    QVERIFY(first.start());
    attach();
    StreamModel streams;
    connect(m_attached.get(), &WatchedServer::happened, &streams, &StreamModel::apply);
    QTRY_COMPARE(m_model->live(), 1);
    QVERIFY(m_attached->services().empty());
    server->signal(SIGKILL);
    QCOMPARE(server->exitCode(), RunningProgram::diedOfSignal);

    BlockingListener web;
    server = serve({u"--forward"_s, u"web="_s + web.address(), u"--forward-to-anyone"_s});
    QVERIFY(server);
    const auto file = [this](const QString &name) { return m_folder->filePath(name); };
    RunningProgram agent({u"agent"_s, server->address(), u"--trust=accept-new"_s, u"--identity"_s,
        file(u"agent.key"_s), u"--known-servers"_s, file(u"servers"_s), u"--local"_s, u"0=web"_s});
    QVERIFY(agent.start());
    const auto listening = agent.waitFor(
        RunningProgram::Stream::Errors, u"Listening on 127\\.0\\.0\\.1:([0-9]+) for web$"_s);
    auto client = BlockingSocket::connectTo(listening.captured(1).toUShort());
    auto service = web.accept();
    QVERIFY(client.isOpen() && service.isOpen());
    QVERIFY(client.write(bytesOf(std::string_view("12345"))));
    QTRY_COMPARE(m_model->live(), 1);
    QTRY_COMPARE(m_attached->services().size(), std::size_t(1));
    QCOMPARE(m_attached->services().front(), (AttachedService{false, u"web"_s, web.address()}));
    streams.showConnection(m_model->info(1).name.id);
    QTRY_COMPARE(streams.rowCount(), 1);
    QTRY_COMPARE(streams.info(0).bytesIn, quint64(5));
    m_attached->resetStream(m_model->info(1).name.id, streams.info(0).number);
    QCOMPARE(client.readToEnd(), BlockingSocket::End::Reset);
    QTRY_COMPARE(streams.info(0).state, StreamInfo::State::Reset);
}

void TestAttach::watcherThatSleepsFindsAGap()
{
    const auto server = serve();
    QVERIFY(server);
    attach();
    QTRY_COMPARE(m_attached->state(), State::Listening);
    RunningProgram bench(
        {u"bench"_s, server->address(), u"--connections=2"_s, u"--depth=64"_s, u"--duration=2s"_s});
    QVERIFY(bench.start());
    QCOMPARE(bench.exitCode(), 0); // and no event loop of ours meanwhile
    QTRY_VERIFY(std::ranges::any_of(m_rows, [](const auto &row) {
        return row.first.kind == TrafficRow::Kind::Gap && row.first.missing > 0;
    }));
    QVERIFY(server->memory("VmHWM") < qint64{256} * 1024 * 1024);
}

void TestAttach::letsGo()
{
    const auto server = serve();
    QVERIFY(server);
    attach();
    QTRY_COMPARE(m_attached->state(), State::Listening);
    m_attached->stop();
    QTRY_COMPARE(m_attached->state(), State::Stopped);
    QVERIFY(server->isRunning());
    m_attached->attach(path());
    QTRY_COMPARE(m_attached->state(), State::Listening);
}

QTEST_GUILESS_MAIN(TestAttach)

#include "tst_attach.moc"

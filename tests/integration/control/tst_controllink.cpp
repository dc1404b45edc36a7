// SPDX-License-Identifier: MIT
#include "core/control/controllink.h"
#include "core/control/controlquestion.h"
#include "core/control/controlserver.h"
#include "tests/support/patience.h"

#include <QByteArray>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace sealcord;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ControlLink::State;

namespace {

using Result = std::expected<std::string, std::string>;

/// Answers with the command; "late" never. Who follows is told one record, and no more.
class Echo final : public ControlHandler
{
public:
    void handle(const ControlRequest &request, Reply reply) override
    {
        if (request.command == "late")
            return;
        if (request.command == "wrong")
            return reply(std::unexpected(std::string("no")));
        reply("[\"" + request.command + ' ' + std::string(request.members.text("what")) + "\"]");
    }

    std::expected<ControlSubscription, std::string> subscribe(const ControlRequest &) override
    {
        class One final : public ControlStream
        {
            void take(std::string &records, std::size_t) override
            {
                if (std::exchange(m_isNew, false))
                    records += "{\"event\":\"one\"}\n";
            }
            bool m_isNew = true;
        };
        return ControlSubscription{"{}", std::make_unique<One>()};
    }
};

const AddMembers nothing = [](JsonObject &) { };

} // namespace

class TestControlLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksAndFollows();
    void waitsForTheServer();
    void serverThatGoesIsAnAnswer();
    void nothingComesOnceItIsClosed();
    void answerThatClosesItIsTheLast();
    void whoTakesARecordMayClose();
    void answerWithoutAnEndIsGivenUp();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    void listen();

    std::unique_ptr<QTemporaryDir> m_folder;
    Echo m_echo;
    std::unique_ptr<ControlServer> m_server;
};

void TestControlLink::init()
{
    m_server.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestControlLink::listen()
{
    m_server = std::make_unique<ControlServer>(m_echo);
    QVERIFY(m_server->listen(path()));
}

void TestControlLink::asksAndFollows()
{
    listen();
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Connected);
    std::vector<Result> results;
    std::vector<std::string> records;
    const auto take = [&](const Result &result) { results.push_back(result); };
    link.request("status", [](JsonObject &request) { request.add("what", "x"); }, take);
    link.request("wrong", nothing, take);
    link.subscribe(nothing, take, [&](std::string_view record) { records.emplace_back(record); });
    QTRY_COMPARE(results.size(), std::size_t(3));
    QCOMPARE(results[0], Result("[\"status x\"]"));
    QCOMPARE(results[1], Result(std::unexpected(std::string("no"))));
    QTRY_COMPARE(records, (std::vector<std::string>{"{\"event\":\"one\"}"}));
}

void TestControlLink::waitsForTheServer()
{
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Waiting);
    QVERIFY(!link.errorString().isEmpty());
    listen();
    QTRY_COMPARE(link.state(), State::Connected);
}

void TestControlLink::serverThatGoesIsAnAnswer()
{
    listen();
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Connected);
    std::optional<Result> result;
    link.request("late", nothing, [&](const Result &told) { result = told; });
    QTRY_VERIFY(m_server->clients() == 1);
    m_server.reset();
    QTRY_VERIFY(result.has_value());
    QVERIFY(!*result);
    QCOMPARE(link.state(), State::Waiting);
}

void TestControlLink::nothingComesOnceItIsClosed()
{
    listen();
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Connected);
    bool isTold = false;
    link.request("status", nothing, [&](const Result &) { isTold = true; });
    link.close();
    QCOMPARE(link.state(), State::Closed);
    QTRY_COMPARE(m_server->clients(), std::size_t(0));
    QVERIFY(!isTold);
}

// What it holds is there until it returns.
void TestControlLink::whoTakesARecordMayClose()
{
    listen();
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Connected);
    auto held = std::make_shared<int>();
    const std::weak_ptr<int> seen = held;
    std::optional<bool> isHeld;
    link.subscribe(
        nothing, [](const Result &) {},
        [&link, &isHeld, &seen, held = std::move(held)](std::string_view) {
            link.close();
            isHeld = !seen.expired();
        });
    QTRY_VERIFY(isHeld.has_value());
    QVERIFY(*isHeld);
    QVERIFY(seen.expired());
}

// Nothing but a line of a reasonable length is kept, whatever listens there.
void TestControlLink::answerWithoutAnEndIsGivenUp()
{
    QLocalServer server;
    QVERIFY(server.listen(path()));
    connect(&server, &QLocalServer::newConnection, this, [&server] {
        auto *const socket = server.nextPendingConnection();
        auto write = [socket, left = 72]() mutable {
            if (socket->bytesToWrite() == 0 && left-- > 0)
                socket->write(QByteArray(1024 * 1024, ' '));
        };
        connect(socket, &QLocalSocket::bytesWritten, socket, write);
        write();
    });
    auto asking = std::async(
        std::launch::async, [this] { return askServer(path(), R"({"id":1,"do":"status"})"); });
    QTRY_VERIFY_WITH_TIMEOUT(asking.wait_for(0s) == std::future_status::ready, 2 * test::patience);
    const auto answer = asking.get();
    QVERIFY(!answer);
    QVERIFY2(answer.error().endsWith(u"does not end"_s), qPrintable(answer.error()));
}

void TestControlLink::answerThatClosesItIsTheLast()
{
    listen();
    ControlLink link;
    link.open(path());
    QTRY_COMPARE(link.state(), State::Connected);
    int told = 0;
    const auto close = [&](const Result &) {
        ++told;
        link.close();
    };
    link.request("late", nothing, close);
    link.request("late", nothing, close);
    QTRY_COMPARE(m_server->clients(), std::size_t(1));
    m_server.reset();
    QTRY_COMPARE(link.state(), State::Closed);
    QCOMPARE(told, 1);
}

QTEST_GUILESS_MAIN(TestControlLink)

#include "tst_controllink.moc"

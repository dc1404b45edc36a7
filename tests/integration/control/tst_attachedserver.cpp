// SPDX-License-Identifier: MIT
#include "core/attach/attachedserver.h"
#include "core/control/controlserver.h"
#include "core/records/jsonobject.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace sealcord;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

namespace {

/// Says that it listens where it likes, and has nothing to tell.
class Claimant final : public ControlHandler
{
public:
    explicit Claimant(std::string address)
        : m_address(std::move(address))
    { }

    void handle(const ControlRequest &request, Reply reply) override
    {
        if (request.command == "forwards")
            return reply(R"([{"name":"web","address":"127.0.0.1:80"},7,{"name":{}},[]])");
        if (request.command == "publish")
            return reply(R"([{"target":"ssh@pump","address":"[::1]:22","connected":false}])");
        if (request.command != "status")
            return reply("{}");
        std::string status;
        JsonObject object(status);
        object.add("address", m_address);
        object.add("version", "1.0");
        object.finish();
        reply(status);
    }

    std::expected<ControlSubscription, std::string> subscribe(const ControlRequest &) override
    {
        class Silence final : public ControlStream
        {
            void take(std::string &, std::size_t) override { }
        };
        return ControlSubscription{"{}", std::make_unique<Silence>()};
    }

private:
    std::string m_address;
};

} // namespace

/// What a window knows of a server that may lie to it.
class TestAttachedServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressIsOneOrNone_data();
    void addressIsOneOrNone();
    void servicesAreThoseThatHaveAName();
};

void TestAttachedServer::addressIsOneOrNone_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("known");
    QTest::newRow("IPv4") << u"127.0.0.1:1337"_s << u"127.0.0.1:1337"_s;
    QTest::newRow("IPv6") << u"[::1]:1337"_s << u"[::1]:1337"_s;
    QTest::newRow("command") << u"127.0.0.1:1337; touch x"_s << QString();
    QTest::newRow("lines") << u"127.0.0.1:1337\ntouch x\n"_s << QString();
    QTest::newRow("none") << QString() << QString();
}

void TestAttachedServer::addressIsOneOrNone()
{
    QFETCH(const QString, told);
    QFETCH(const QString, known);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"control.sock"_s);
    Claimant claimant(told.toStdString());
    ControlServer server(claimant);
    QVERIFY(server.listen(path));
    AttachedServer attached;
    attached.attach(path);
    QTRY_COMPARE(attached.state(), State::Listening);
    QCOMPARE(attached.facts().version, u"1.0"_s);
    QCOMPARE(attached.facts().address, known);
}

void TestAttachedServer::servicesAreThoseThatHaveAName()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"control.sock"_s);
    Claimant claimant("127.0.0.1:1337");
    ControlServer server(claimant);
    QVERIFY(server.listen(path));
    AttachedServer attached;
    attached.attach(path);
    const std::vector<AttachedService> told{
        {false, u"web"_s, u"127.0.0.1:80"_s}, {true, u"ssh@pump"_s, u"[::1]:22"_s, false}};
    QTRY_COMPARE(attached.services(), told);
    attached.stop();
    QTRY_VERIFY(attached.services().empty()); // nobody knows them any more
}

QTEST_GUILESS_MAIN(TestAttachedServer)

#include "tst_attachedserver.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/models/streams/servicemodel.h"

#include "tests/support/rows/connectionnews.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include <string_view>
#include <utility>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

StreamNews stream(ConnectionId connection, StreamNumber number, bool isPeers,
    std::string_view target, std::string_view agent)
{
    StreamNews news;
    news.connection = named(connection);
    news.connection.known = KnownPeer(std::string(agent), {});
    news.number = number;
    news.isPeers = isPeers;
    news.target = target;
    news.from = named(40'000).peer;
    news.opened = start;
    news.bytesIn = 1000;
    return news;
}

QString cell(const ServiceModel &model, int row, ServiceModel::Column column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

} // namespace

class TestServiceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void serversServicesHaveTheirUsers();
    void agentsServicesHaveTheirUsers();
    void statesAreTold();
};

void TestServiceModel::serversServicesHaveTheirUsers()
{
    StreamModel streams;
    TrafficBatch batch;
    batch.streams = {stream(1, 1, true, "web", "pump-3"), stream(1, 2, false, "camera", "pump-3"),
        stream(1, 3, true, "web", "pump-3"), stream(2, 1, true, "web", "pump-4"),
        stream(2, 2, false, "camera", "pump-4"), stream(2, 3, true, "db", "pump-4")};
    batch.streams[3].end = StreamNews::End{start, {}, true, {}, {}};
    streams.apply(batch);

    ServiceModel model;
    const QAbstractItemModelTester tester(&model);
    using Kind = ServiceEntry::Kind;
    model.setServices({{Kind::Forwarded, u"web"_s, u"127.0.0.1:80"_s, true, {}},
        {Kind::Exposed, u"camera@pump-3"_s, u"127.0.0.1:8080"_s, true, {}}});
    model.count(streams);
    QCOMPARE(cell(model, 0, ServiceModel::Open), u"2"_s);
    QCOMPARE(cell(model, 0, ServiceModel::Bytes), u"3.00 kB"_s); // the one that has ended too
    QVERIFY(model.headerData(ServiceModel::Bytes, Qt::Horizontal, Qt::ToolTipRole)
            .toString()
            .contains(u"has seen"_s));
    QCOMPARE(cell(model, 0, ServiceModel::UsedBy), u"pump-3 (127.0.0.1:1)"_s);
    QCOMPARE(cell(model, 1, ServiceModel::Open), u"1"_s);
    QCOMPARE(cell(model, 1, ServiceModel::UsedBy), u"127.0.0.1"_s);
    QCOMPARE(model.open(), 3);
}

void TestServiceModel::agentsServicesHaveTheirUsers()
{
    StreamModel streams;
    TrafficBatch batch;
    batch.streams = {stream(1, 1, false, "web@pump-3", {}), stream(1, 2, true, "ssh", {}),
        stream(1, 3, false, "web", {})};
    streams.apply(batch);
    ServiceModel model;
    using Kind = ServiceEntry::Kind;
    model.setServices({{Kind::Local, u"web@pump-3"_s, u"127.0.0.1:8080"_s, true, {}},
        {Kind::Local, u"web@pump-3"_s, u"127.0.0.1:8081"_s, true, {}},
        {Kind::Local, u"web@pump-3"_s, u"127.0.0.1:8082"_s, false, u"the port is taken"_s},
        {Kind::Published, u"ssh"_s, u"127.0.0.1:22"_s, true, {}},
        {Kind::Published, u"web"_s, u"127.0.0.1:80"_s, true, {}}});
    model.count(streams);
    QCOMPARE(cell(model, 0, ServiceModel::Open), u"1"_s);
    QCOMPARE(cell(model, 1, ServiceModel::Open), u"1"_s); // whichever port it came by
    QCOMPARE(cell(model, 2, ServiceModel::Open), u"0"_s);
    QCOMPARE(cell(model, 3, ServiceModel::Open), u"1"_s);
    QCOMPARE(cell(model, 4, ServiceModel::Open), u"0"_s);
    QCOMPARE(model.open(), 2);
}

void TestServiceModel::statesAreTold()
{
    ServiceModel model;
    using Kind = ServiceEntry::Kind;
    model.setServices({{Kind::Local, u"web"_s, {}, true, {}}, {Kind::Local, u"db"_s, {}, false, {}},
        {Kind::Local, u"x"_s, {}, false, u"the port is taken"_s},
        {Kind::Published, u"ssh"_s, {}, true, {}},
        {Kind::Exposed, u"ssh@pump"_s, {}, true, {}, false}});
    QCOMPARE(cell(model, 0, ServiceModel::State), u"● listening"_s);
    QCOMPARE(cell(model, 1, ServiceModel::State), u"○ not running"_s);
    QCOMPARE(cell(model, 2, ServiceModel::State), u"✕ the port is taken"_s);
    QCOMPARE(cell(model, 3, ServiceModel::State), u"● offered"_s);
    QCOMPARE(cell(model, 4, ServiceModel::State), u"○ agent not connected"_s);
}

QTEST_APPLESS_MAIN(TestServiceModel)
#include "tst_servicemodel.moc"

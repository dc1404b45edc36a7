// SPDX-License-Identifier: MIT
#include "core/net/server/publishers.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace sealcord;

class TestPublishers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLatestConnection();
    void onlyTheRightOneIsRemoved();
    void severalThreadsMayUseIt();
};

void TestPublishers::findsTheLatestConnection()
{
    Publishers publishers;
    QVERIFY(!publishers.find("pump"));
    publishers.add("pump", {nullptr, 1});
    publishers.add("valve", {nullptr, 2});
    publishers.add("pump", {nullptr, 3});
    QCOMPARE(publishers.find("pump")->connection, 3u);
    QCOMPARE(publishers.find("valve")->connection, 2u);
    publishers.remove("pump", 3); // the older one stands still
    QCOMPARE(publishers.find("pump")->connection, 1u);
    publishers.remove("pump", 1);
    QVERIFY(!publishers.find("pump"));
    QVERIFY(publishers.find("valve"));
}

void TestPublishers::onlyTheRightOneIsRemoved()
{
    Publishers publishers;
    publishers.add("pump", {nullptr, 1});
    publishers.add("pump", {nullptr, 2});
    publishers.remove("pump", 1); // the older one has gone later
    publishers.remove("pump", 7);
    publishers.remove("valve", 2);
    publishers.remove("", 2); // who has no name was never there
    QCOMPARE(publishers.find("pump")->connection, 2u);
}

void TestPublishers::severalThreadsMayUseIt()
{
    Publishers publishers;
    publishers.add("pump", {nullptr, 1'000'000});
    {
        std::vector<std::jthread> threads;
        for (ConnectionId thread = 0; thread < 4; ++thread)
            threads.emplace_back([&publishers, thread] {
                for (ConnectionId i = 0; i < 1000; ++i) {
                    const auto id = thread * 1000 + i + 1;
                    publishers.add("pump", {nullptr, id});
                    if (!publishers.find("pump"))
                        qFatal("it was lost");
                    publishers.remove("pump", id);
                }
            });
    }
    QCOMPARE(publishers.find("pump")->connection, 1'000'000u);
}

QTEST_APPLESS_MAIN(TestPublishers)
#include "tst_publishers.moc"

// SPDX-License-Identifier: MIT
#include "tests/integration/server/memory.h"
#include "tests/integration/streams/forwardedservice.h"

#include <QDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using End = BlockingSocket::End;

/// A connection that has carried very many streams costs no more than one that has carried few.
class TestManyStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAfterAnotherLeaveNothing_data() { addRoutes(); }
    void oneAfterAnotherLeaveNothing();
};

namespace {

constexpr int many = isSanitized ? 1000 : 10'000;

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries)
        .size();
}

/// Half of them are cut off.
void carryOne(ForwardedService &web, int index)
{
    Ends ends(web);
    QVERIFY(ends.client.write(toBytes("x")));
    QCOMPARE(ends.service.read(1), toBytes("x"));
    if (index % 2 == 0) {
        ends.client.reset();
        QCOMPARE(ends.service.readToEnd(), End::Reset);
    } else {
        ends.service.close();
        QCOMPARE(ends.client.readToEnd(), End::Fin);
    }
}

} // namespace

void TestManyStreams::oneAfterAnotherLeaveNothing()
{
    QFETCH(Route, route);
    ForwardedService web(route, {.workers = 1, .address = {}});
    QVERIFY(web.isReady());
    const auto carry = [&](int from, int to) {
        for (int i = from; i < to && !QTest::currentTestFailed(); ++i)
            carryOne(web, i);
        std::ignore = web.near().waitForStreams(static_cast<std::size_t>(to));
        std::ignore = web.far().waitForStreams(static_cast<std::size_t>(to));
    };
    carry(0, many / 10);
    const auto memory = residentMemory();
    const auto descriptors = openDescriptors();
    carry(many / 10, many);
    QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= descriptors, patience);
    if (const auto now = residentMemory(); memory && now)
        QVERIFY2(*now - *memory < qint64(many) * 100, qPrintable(QString::number(*now - *memory)));
    QCOMPARE(
        web.server().tap().records().established.size(), route == Route::BetweenAgents ? 2zu : 1zu);
}

QTEST_GUILESS_MAIN(TestManyStreams)
#include "tst_manystreams.moc"

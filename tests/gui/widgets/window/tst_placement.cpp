// SPDX-License-Identifier: MIT
#include "widgets/window/placement.h"

#include <QList>
#include <QRect>
#include <QTest>

using namespace sealcord;

class TestPlacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowIsSeenWhole_data();
    void windowIsSeenWhole();
    void firstSizeLeavesRoomForATitle();
};

void TestPlacement::windowIsSeenWhole_data()
{
    const QRect laptop(0, 0, 1366, 768);
    const QRect right(1366, 0, 1920, 1080);
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QList<QRect>>("screens");
    QTest::addColumn<QRect>("placed");
    QTest::newRow("as it was") << QRect(40, 60, 1000, 600) << QList{laptop}
                               << QRect(40, 60, 1000, 600);
    QTest::newRow("only a corner was left")
        << QRect(1300, 700, 1000, 600) << QList{laptop} << QRect(360, 162, 1000, 600);
    QTest::newRow("its title bar was out of sight")
        << QRect(100, -30, 1000, 600) << QList{laptop} << QRect(100, 40, 1000, 600);
    QTest::newRow("the screen is gone")
        << QRect(1500, 100, 1280, 700) << QList{laptop} << QRect(80, 62, 1280, 700);
    QTest::newRow("the screen is smaller")
        << QRect(0, 0, 2560, 1440) << QList{laptop} << QRect(6, 40, 1354, 722);
    QTest::newRow("mostly on the other screen")
        << QRect(1300, 100, 1000, 600) << QList{laptop, right} << QRect(1372, 100, 1000, 600);
}

void TestPlacement::windowIsSeenWhole()
{
    QFETCH(const QRect, wanted);
    QFETCH(const QList<QRect>, screens);
    QTEST(placement(wanted, screens), "placed");
}

void TestPlacement::firstSizeLeavesRoomForATitle()
{
    for (const auto &screen :
        {QRect(0, 0, 1366, 768), QRect(0, 27, 1024, 573), QRect(0, 0, 455, 256)})
        QVERIFY(roomOn(screen).height() <= screen.height() - 40);
}

QTEST_GUILESS_MAIN(TestPlacement)
#include "tst_placement.moc"

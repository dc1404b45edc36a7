// SPDX-License-Identifier: MIT
#include "widgets/parts/findbar.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestFindBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapeClearsAndCloses();
};

void TestFindBar::escapeClearsAndCloses()
{
    QWidget window;
    auto *const bar = new FindBar(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bar->open();
    auto *const line = bar->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"needle"_s);
    const QSignalSpy closed(bar, &FindBar::closed);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(!bar->isVisible());
    bar->open();
    QVERIFY(bar->text().isEmpty());
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestFindBar)
#include "tst_findbar.moc"

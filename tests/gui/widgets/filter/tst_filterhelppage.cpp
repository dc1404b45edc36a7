// SPDX-License-Identifier: MIT
#include "widgets/filter/filterhelppage.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestFilterHelpPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleIsTriedByEnterClickAndButton();
    void isNotModalAndEscapeCloses();
};

void TestFilterHelpPage::exampleIsTriedByEnterClickAndButton()
{
    QWidget window;
    FilterHelpPage page(&window);
    page.showPage();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto *const list = page.findChild<QTreeWidget *>();
    const QSignalSpy chosen(&page, &FilterHelpPage::chosen);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.last().first().toString(), u"hello"_s);
    QVERIFY(page.isVisible()); // for the next one

    QTest::keyClick(list, Qt::Key_Down);
    const auto buttons = page.findChildren<QPushButton *>();
    const auto attempt = std::ranges::find(buttons, u"Try it"_s, &QPushButton::text);
    QVERIFY(attempt != buttons.end());
    QTest::mouseClick(*attempt, Qt::LeftButton);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.last().first().toString(), list->currentItem()->text(3));
}

void TestFilterHelpPage::isNotModalAndEscapeCloses()
{
    QWidget window;
    FilterHelpPage page(&window);
    page.showPage();
    QVERIFY(page.isVisible());
    QVERIFY(!page.isModal());
    QTest::keyClick(&page, Qt::Key_Escape);
    QVERIFY(!page.isVisible());
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestFilterHelpPage)
#include "tst_filterhelppage.moc"

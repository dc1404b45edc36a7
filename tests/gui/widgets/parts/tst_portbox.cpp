// SPDX-License-Identifier: MIT
#include "widgets/parts/portbox.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestPortBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNoDigitThatLeavesTheRange_data();
    void takesNoDigitThatLeavesTheRange();
    void refusalSaysWhy();
    void enterIsToldWithThePort();
};

void TestPortBox::takesNoDigitThatLeavesTheRange_data()
{
    QTest::addColumn<int>("least");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::newRow("most") << 1 << u"65535"_s << u"65535"_s;
    QTest::newRow("one more") << 1 << u"65536"_s << u"6553"_s;
    QTest::newRow("99999") << 1 << u"99999"_s << u"9999"_s;
    QTest::newRow("99999, server") << 0 << u"99999"_s << u"9999"_s;
    QTest::newRow("zero") << 1 << u"0"_s << u"1337"_s; // what was selected stays
    QTest::newRow("zero, server") << 0 << u"0"_s << u"0"_s;
    QTest::newRow("letters") << 1 << u"8x0"_s << u"80"_s;
    QTest::newRow("negative") << 1 << u"-5"_s << u"5"_s;
}

void TestPortBox::takesNoDigitThatLeavesTheRange()
{
    QFETCH(const int, least);
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    PortBox box(least);
    box.setValue(1337);
    box.show();
    box.selectAll();
    QTest::keyClicks(&box, typed);
    QCOMPARE(box.text(), text);
    QCOMPARE(box.port(), quint16(text.toUShort()));
}

void TestPortBox::refusalSaysWhy()
{
    PortBox box(1);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    box.selectAll();
    QTest::keyClicks(&box, u"9999"_s);
    QVERIFY(!QToolTip::isVisible());
    QTest::keyClicks(&box, u"9"_s);
    QTRY_VERIFY(QToolTip::isVisible());
    QCOMPARE(QToolTip::text(), u"A port is a number from 1 to 65535"_s);
    QToolTip::hideText();
}

void TestPortBox::enterIsToldWithThePort()
{
    PortBox box(1);
    quint16 told = 0;
    connect(&box, &PortBox::returnPressed, this, [&] { told = box.port(); });
    box.show();
    box.selectAll();
    QTest::keyClicks(&box, u"4711"_s);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(told, quint16(4711));
}

QTEST_MAIN(TestPortBox)
#include "tst_portbox.moc"

// SPDX-License-Identifier: MIT
#include "widgets/composer/messageline.h"

#include <QCoreApplication>
#include <QImage>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestMessageLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markIsDrawn();
    void markLeavesTextAndUndo();
    void markWaitsForTheInputMethod();
    void recallsKinds();
};

namespace {

QImage picture(MessageLine &line)
{
    return line.grab().toImage();
}

} // namespace

void TestMessageLine::markIsDrawn()
{
    MessageLine line(nullptr);
    line.resize(300, 30);
    line.setText(u"some text"_s);
    line.setCursorPosition(9);
    const QImage plain = picture(line);
    line.mark(2, 4);
    QVERIFY(picture(line) != plain);
    line.setCursorPosition(0);
    line.mark(0, 0);
    line.setCursorPosition(9);
    QCOMPARE(picture(line), plain);
}

void TestMessageLine::markLeavesTextAndUndo()
{
    MessageLine line(nullptr);
    QTest::keyClicks(&line, u"abc"_s);
    QSignalSpy changed(&line, &QLineEdit::textChanged);
    line.setCursorPosition(1);
    line.mark(1, 1);
    QCOMPARE(line.text(), u"abc"_s);
    QCOMPARE(line.cursorPosition(), 1);
    QCOMPARE(changed.size(), 0);
    line.undo();
    QVERIFY(line.text() != u"abc"_s);
}

void TestMessageLine::markWaitsForTheInputMethod()
{
    MessageLine line(nullptr);
    line.resize(300, 30);
    line.setText(u"abc"_s);
    const QImage before = picture(line);
    QInputMethodEvent typing(u"x"_s, {});
    QCoreApplication::sendEvent(&line, &typing);
    const QImage halfTyped = picture(line);
    QVERIFY(halfTyped != before);
    line.mark(0, 1);
    QCOMPARE(picture(line), halfTyped);
    QInputMethodEvent done;
    done.setCommitString(u"x"_s);
    QCoreApplication::sendEvent(&line, &done);
    QCOMPARE(line.text(), u"abcx"_s);
}

void TestMessageLine::recallsKinds()
{
    MessageLine line(nullptr);
    line.setKind(u"text"_s);
    line.setHistory({u"hex:00"_s, u"text:a:b"_s});
    QSignalSpy recalled(&line, &MessageLine::kindRecalled);
    QTest::keyClick(&line, Qt::Key_Up);
    QCOMPARE(line.text(), u"a:b"_s);
    QCOMPARE(recalled.size(), 0);
    QTest::keyClick(&line, Qt::Key_Up);
    QCOMPARE(line.text(), u"00"_s);
    QCOMPARE(recalled.at(0).at(0).toString(), u"hex"_s);
}

QTEST_MAIN(TestMessageLine)
#include "tst_messageline.moc"

// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"
#include "widgets/parts/passingnote.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What is copied and sent again from the lists of a window, and that it says so.
class TestWindowCopies : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void copiedRowsAreSaid();
    void copiedMessageIsSaid();
    void copiedTextIsSaid();
    void copiedAddressIsSaid();
    void resendsByKey();

private:
    [[nodiscard]] const PassingNote &note() const { return parts().part<PassingNote>(); }

    std::unique_ptr<ClassicPeer> m_agent;
};

void TestWindowCopies::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowCopies::init()
{
    open();
    start();
    m_agent = std::make_unique<ClassicPeer>(port());
    QVERIFY(m_agent->shakeHands());
    QVERIFY(m_agent->echo(QByteArray("a\0b", 3)));
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::In));
}

void TestWindowCopies::cleanup()
{
    m_agent.reset();
    m_window.reset();
}

void TestWindowCopies::copiedRowsAreSaid()
{
    QVERIFY(!note().isVisible());
    QTest::keySequence(&parts().traffic(), QKeySequence::Copy);
    QVERIFY(note().isVisible());
    QCOMPARE(note().text(), u"Copied 1 row"_s);
    QCOMPARE(note().accessibleName(), note().text());
}

void TestWindowCopies::copiedMessageIsSaid()
{
    const auto actions = parts().part<MessagePane>().copyMenu()->actions();
    actions.front()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(note().isVisible(), patience);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a\u2400b"_s);
    QVERIFY2(note().text().startsWith(u"Copied as text, 3 bytes"), qPrintable(note().text()));
}

void TestWindowCopies::copiedTextIsSaid()
{
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::In));
    auto &text = parts().part<PlainTextView>();
    QTRY_VERIFY_WITH_TIMEOUT(!text.toPlainText().isEmpty(), patience);
    text.setFocus();
    QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier); // nothing is selected
    QVERIFY(!note().isVisible());
    text.selectAll();
    QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(note().isVisible());
    QCOMPARE(note().text(), u"Copied the selected text"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), text.toPlainText());
}

void TestWindowCopies::copiedAddressIsSaid()
{
    auto &pane = parts().part<ConnectionsPane>();
    parts().click(pane.list(), 0);
    const auto actions = pane.actions();
    const auto copy = std::ranges::find(actions, u"Copy address"_s, &QAction::text);
    QVERIFY(copy != actions.end());
    (*copy)->trigger();
    QCOMPARE(note().text(), u"Copied: 127.0.0.1:%1"_s.arg(m_agent->port()));
}

void TestWindowCopies::resendsByKey()
{
    QTest::keyClick(&parts().traffic(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(m_agent->messages(1), (QList<QByteArray>{QByteArray("a\0b", 3)}));
    QTest::keyClick(&parts().traffic(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->focusWidget(), &parts().messageLine());
    QCOMPARE(parts().messageLine().text(), u"61 00 62"_s);
}

QTEST_MAIN(TestWindowCopies)
#include "tst_windowcopies.moc"

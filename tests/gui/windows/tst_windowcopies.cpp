// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/message/messagepane.h"
#include "widgets/parts/passingnote.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHostAddress>
#include <QMenu>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What is copied and sent again from the lists of a window, and that it says so.
class TestWindowCopies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void copiedRowsAreSaid();
    void copiedMessageIsSaid();
    void copiedAddressIsSaid();
    void resendsByKey();

private:
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] const PassingNote &note() const { return parts().part<PassingNote>(); }

    SettingsElsewhere m_settings;
    std::unique_ptr<ServerWindow> m_window;
    std::unique_ptr<ClassicPeer> m_agent;
};

void TestWindowCopies::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowCopies::init()
{
    ServerWindowOptions options;
    options.server.settings.address = QHostAddress::LocalHost;
    options.server.settings.port = 0;
    m_window = std::make_unique<ServerWindow>(options);
    m_window->show();
    m_window->activateWindow(); // without the focus it would hear no key
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->server().state(), WatchedServer::State::Listening, patience);
    const auto port = m_window->server().address().section(u':', -1).toUShort();
    m_agent = std::make_unique<ClassicPeer>(port);
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

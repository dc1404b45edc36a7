// SPDX-License-Identifier: MIT
// What the top of the server's window takes, and where the window says that it is reached.
#include "server-gui/agentaddress.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/patience.h"

#include <QComboBox>
#include <QHostAddress>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

class TestServerHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void init();
    void cleanup();

    void enterInThePortStarts();
    void portBeyondTheRangeIsRefusedWhereItIsTyped();
    void titleSaysWhereItListens();
    void emptyListSaysHowOthersConnect_data();
    void emptyListSaysHowOthersConnect();

private:
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] QSpinBox &port() const { return parts().part<QSpinBox>(u"port"_s); }
    [[nodiscard]] State state() const { return m_window->server().state(); }
    [[nodiscard]] QString address() const { return m_window->server().address(); }
    void type(const QString &text) const;

    SettingsElsewhere m_settings;
    std::unique_ptr<ServerWindow> m_window;
};

void TestServerHead::init()
{
    ServerWindowOptions options;
    options.server.settings.address = QHostAddress(QHostAddress::LocalHost);
    options.server.settings.port = 1337;
    m_window = std::make_unique<ServerWindow>(options);
    m_window->show();
    m_window->activateWindow(); // without the focus it would hear no key
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestServerHead::cleanup()
{
    QToolTip::hideText();
    m_window.reset();
}

void TestServerHead::type(const QString &text) const
{
    port().setFocus();
    port().selectAll();
    QTest::keyClicks(&port(), text);
}

void TestServerHead::enterInThePortStarts()
{
    type(u"0"_s);
    QTest::keyClick(&port(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
}

void TestServerHead::portBeyondTheRangeIsRefusedWhereItIsTyped()
{
    type(u"99999"_s);
    QCOMPARE(port().text(), u"9999"_s);
    QTRY_COMPARE(QToolTip::text(), u"From 1 to 65535; 0: the system picks one"_s);
}

void TestServerHead::titleSaysWhereItListens()
{
    QCOMPARE(m_window->windowTitle(), u"Sealcord server"_s);
    type(u"0"_s);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    QVERIFY(address().startsWith(u"127.0.0.1:"_s));
    QCOMPARE(m_window->windowTitle(), u"Sealcord server, "_s + address());
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Stopped, patience);
    QCOMPARE(m_window->windowTitle(), u"Sealcord server"_s);
}

void TestServerHead::emptyListSaysHowOthersConnect_data()
{
    QTest::addColumn<QString>("listening");
    QTest::newRow("this machine") << u"127.0.0.1"_s;
    QTest::newRow("IPv4") << u"0.0.0.0"_s;
    QTest::newRow("both families") << u"::"_s;
}

void TestServerHead::emptyListSaysHowOthersConnect()
{
    QFETCH(const QString, listening);
    parts().part<QComboBox>(u"address"_s).setEditText(listening);
    type(u"0"_s);
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    const auto number = address().section(u':', -1).toUShort();
    const auto expected = agentTargets(QHostAddress(listening), number, localAddresses());
    QVERIFY(parts().says(u"Start one: sealcord agent "_s + expected.best));
    for (const auto &other : expected.others)
        QVERIFY2(parts().says(other), qPrintable(other));
    QCOMPARE(parts().says(u"This machine's other addresses: "_s), !expected.others.isEmpty());
}

QTEST_MAIN(TestServerHead)
#include "tst_serverhead.moc"

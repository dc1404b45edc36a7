// SPDX-License-Identifier: MIT
// What the top of the server's window takes, and where the window says that it is reached.
#include "core/crypto/keytext.h"
#include "server-gui/agentaddress.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/identities.h"
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

class TestServerHead : public QObject, private ServerWindowTest
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
    void emptyListSaysTheKeyThatAgentsNeed();

private:
    [[nodiscard]] QSpinBox &portField() const { return parts().part<QSpinBox>(u"port"_s); }
    void type(const QString &text) const;
};

void TestServerHead::init()
{
    open(options(1337));
}

void TestServerHead::cleanup()
{
    QToolTip::hideText();
    m_window.reset();
}

void TestServerHead::type(const QString &text) const
{
    portField().setFocus();
    portField().selectAll();
    QTest::keyClicks(&portField(), text);
}

void TestServerHead::enterInThePortStarts()
{
    type(u"0"_s);
    QTest::keyClick(&portField(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
}

void TestServerHead::portBeyondTheRangeIsRefusedWhereItIsTyped()
{
    type(u"99999"_s);
    QCOMPARE(portField().text(), u"9999"_s);
    QTRY_COMPARE(QToolTip::text(), u"From 1 to 65535; 0: the system picks one"_s);
}

void TestServerHead::titleSaysWhereItListens()
{
    QCOMPARE(m_window->windowTitle(), u"Sealcord server"_s);
    type(u"0"_s);
    start();
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
    start();
    const auto number = address().section(u':', -1).toUShort();
    const auto expected = agentTargets(QHostAddress(listening), number, localAddresses());
    QVERIFY(parts().says(u"Start one: sealcord agent "_s + expected.best));
    for (const auto &other : expected.others)
        QVERIFY2(parts().says(other), qPrintable(other));
    QCOMPARE(parts().says(u"This machine's other addresses: "_s), !expected.others.isEmpty());
}

void TestServerHead::emptyListSaysTheKeyThatAgentsNeed()
{
    const auto identity = freshIdentity();
    auto options = ServerWindowTest::options();
    options.server.settings.identity = &identity;
    open(options);
    start();
    const auto key = QString::fromStdString(publicKeyText(identity.key.publicKey()));
    QVERIFY(parts().says(u"Start one: sealcord agent %1 --server-key %2"_s.arg(address(), key)));
    m_window.reset(); // before what it knows
}

QTEST_MAIN(TestServerHead)
#include "tst_serverhead.moc"

// SPDX-License-Identifier: MIT
#include "agent-gui/agentservices.h"
#include "widgets/list/listview.h"
#include "widgets/streams/servicespage.h"

#include <QAction>
#include <QComboBox>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestAgentServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedOnesAreAdded();
    void whatIsWrongIsSaidBesideTheField_data();
    void whatIsWrongIsSaidBesideTheField();
    void selectedOnesAreRemoved();

private:
    void type(int kind, const QString &text) const
    {
        m_page.findChild<QComboBox *>()->setCurrentIndex(kind);
        auto *line = m_page.findChild<QLineEdit *>();
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    [[nodiscard]] QString fault() const
    {
        QString fault;
        for (const auto *label : m_page.findChildren<QLabel *>()) {
            if (label->palette().color(QPalette::WindowText)
                != m_page.palette().color(QPalette::WindowText))
                fault += label->text();
        }
        return fault;
    }
    void clear()
    {
        for (const auto &local : std::vector(m_agent.locals()))
            m_agent.removeLocal(local.port);
        for (const auto &service : std::vector(m_agent.published()))
            m_agent.withdraw(service);
    }

    StreamModel m_streams;
    ServicesPage m_page{m_streams};
    WatchedAgent m_agent;
    AgentServices m_services{m_agent, m_page, nullptr};
};

void TestAgentServices::typedOnesAreAdded()
{
    type(0, u" 8080=web "_s);
    type(1, u"ssh=127.0.0.1:22"_s);
    QCOMPARE(fault(), QString());
    QCOMPARE(m_agent.locals().size(), std::size_t(1));
    QCOMPARE(m_agent.locals().front().port.toString(), u"127.0.0.1:8080=web"_s);
    QCOMPARE(m_agent.published().size(), std::size_t(1));
    QCOMPARE(m_page.model().rowCount(), 2);
    QCOMPARE(m_page.model().service(0).where, u"127.0.0.1:8080"_s);
    QVERIFY(!m_page.model().service(0).isActive); // the agent does not run
    QCOMPARE(m_page.model().service(1).name, u"ssh"_s);
    QVERIFY(m_page.findChild<QLineEdit *>()->text().isEmpty());
    clear();
}

void TestAgentServices::whatIsWrongIsSaidBesideTheField_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part"); // of what is said
    QTest::newRow("no target") << 0 << u"8080"_s << QString();
    QTest::newRow("port twice") << 0 << u"8080=db"_s << u"leads to web already"_s;
    QTest::newRow("no address") << 1 << u"db"_s << QString();
    QTest::newRow("name twice") << 1 << u"ssh=127.0.0.1:23"_s << u"ssh is published already"_s;
    QTest::newRow("header") << 1 << u"x=proxy+127.0.0.1:23"_s << u"PROXY header"_s;
}

void TestAgentServices::whatIsWrongIsSaidBesideTheField()
{
    QFETCH(int, kind);
    QFETCH(QString, text);
    QFETCH(QString, part);
    type(0, u"8080=web"_s);
    type(1, u"ssh=127.0.0.1:22"_s);
    type(kind, text);
    QVERIFY(!fault().isEmpty());
    QVERIFY2(fault().contains(part), qPrintable(fault()));
    QCOMPARE(m_page.model().rowCount(), 2);
    QCOMPARE(m_page.findChild<QLineEdit *>()->text(), text); // to be mended
    clear();
}

void TestAgentServices::selectedOnesAreRemoved()
{
    type(0, u"8080=web"_s);
    type(1, u"ssh=127.0.0.1:22"_s);
    type(1, u"db=127.0.0.1:5432"_s);
    const auto actions = m_page.list().actions();
    QCOMPARE(actions.size(), 1);
    QVERIFY(!actions.front()->isEnabled());
    m_page.list().selectRow(1);
    QVERIFY(actions.front()->isEnabled());
    actions.front()->trigger();
    QCOMPARE(m_page.model().rowCount(), 2);
    QCOMPARE(m_agent.published().front().name, u"db"_s);
    m_page.list().selectAll();
    actions.front()->trigger();
    QVERIFY(m_agent.locals().empty() && m_agent.published().empty());
}

QTEST_MAIN(TestAgentServices)
#include "tst_agentservices.moc"

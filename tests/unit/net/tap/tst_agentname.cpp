// SPDX-License-Identifier: MIT
#include "core/net/tap/agentname.h"

#include <QTest>

#include <string>

using namespace sealcord;

class TestAgentName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTextItIsNone();
    void sameTextIsKeptOnce();
};

void TestAgentName::withoutTextItIsNone()
{
    QVERIFY(AgentName().isEmpty());
    QVERIFY(AgentName(std::string()) == AgentName());
    QVERIFY(AgentName().text().empty());
}

void TestAgentName::sameTextIsKeptOnce()
{
    std::string text = "pump-3";
    const AgentName name(text);
    text = "pump-4";
    QCOMPARE(name.text(), std::string_view("pump-3"));
    QVERIFY(name == AgentName("pump-3"));
    QVERIFY(name.text().data() == AgentName("pump-3").text().data());
    QVERIFY(!(name == AgentName("pump-4")));
}

QTEST_APPLESS_MAIN(TestAgentName)
#include "tst_agentname.moc"

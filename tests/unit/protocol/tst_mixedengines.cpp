// SPDX-License-Identifier: MIT
#include "tests/support/sessionpair.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestMixedEngines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoEndsTalk_data();
    void twoEndsTalk();
    void missingEngineFailsTheHandshake();
};

void TestMixedEngines::twoEndsTalk_data()
{
    QTest::addColumn<AeadEngine>("agent");
    QTest::addColumn<AeadEngine>("server");
    for (const auto agent : aeadEngines) {
        for (const auto server : aeadEngines) {
            QTest::newRow((std::string(name(agent)) + " and " + std::string(name(server))).c_str())
                << agent << server;
        }
    }
}

void TestMixedEngines::twoEndsTalk()
{
    QFETCH(AeadEngine, agent);
    QFETCH(AeadEngine, server);
    for (const auto engine : {agent, server}) {
        if (const auto why = whyUnavailable(engine))
            QSKIP((std::string(name(engine)) + ' ' + std::string(*why)).c_str());
    }
    SessionPair pair({.agent = {.role = Role::Agent, .aead = agent},
        .server = {.role = Role::Server, .aead = server}});
    pair.handshake();
    QVERIFY(pair.agent().session().isEstablished());
    QVERIFY(pair.server().session().isEstablished());
    std::ignore = pair.agent().takeEvents();
    std::ignore = pair.server().takeEvents();

    for (const qsizetype length : {1, 16, 64, 1000, 100'000}) {
        const QByteArray message(length, 'm');
        QVERIFY(pair.agent().send(message) == SendResult::Sent);
        QVERIFY(pair.server().send(message) == SendResult::Sent);
        pair.run();
        QCOMPARE(pair.server().takeEvents(), QList{EventRecord::message(message)});
        QCOMPARE(pair.agent().takeEvents(), QList{EventRecord::message(message)});
    }
}

void TestMixedEngines::missingEngineFailsTheHandshake()
{
    if (isAvailable(AeadEngine::IpsecMb))
        QSKIP("every engine is available here");
    SessionPair pair({.agent = {.role = Role::Agent},
        .server = {.role = Role::Server, .aead = AeadEngine::IpsecMb}});
    pair.handshake();
    QCOMPARE(pair.server().session().failure().reason, Failure::Reason::Internal);
    QVERIFY(pair.server().session().failure().text.starts_with("ipsec-mb"));
}

QTEST_APPLESS_MAIN(TestMixedEngines)
#include "tst_mixedengines.moc"

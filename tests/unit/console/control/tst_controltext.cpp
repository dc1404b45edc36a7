// SPDX-License-Identifier: MIT
#include "console/control/controltext.h"

#include <QByteArray>
#include <QString>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using Command = ControlOptions::Command;

class TestControlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void status();
    void clients();
    void nobody();
    void crowd();
    void limitsThatNoServerHas();
    void whatWasDone();
    void strangersTextIsNotObeyed();
    void jsonIsAscii();
};

void TestControlText::status()
{
    QCOMPARE(controlText(Command::Status,
                 R"({"program":"server","version":"1.2","process":7,"address":"127.0.0.1:1",)"
                 R"("protocol":"both","workers":2,"started":"2026-11-29T10:00:00.000Z",)"
                 R"("max_connections":1000,"connections":3,"established":2})"),
        u"Server       127.0.0.1:1, sealcord 1.2, process 7\n"
        "Started      2026-11-29T10:00:00.000Z\n"
        "Protocol     both\n"
        "Connections  3 of at most 1,000, 2 of them established\n"
        "Workers      2\n"_s);
}

void TestControlText::clients()
{
    QCOMPARE(controlText(Command::Clients,
                 R"([{"peer":"127.0.0.1:5","connection":1,"established":false,"messages_in":0,)"
                 R"("bytes_in":0,"messages_out":0,"bytes_out":0},)"
                 R"({"peer":"[::1]:50000","connection":12,"agent":"pump","established":true,)"
                 R"("protection":"authorised","messages_in":4,"bytes_in":1500,"messages_out":0,)"
                 R"("bytes_out":0}])"),
        u"NUMBER  PEER         AGENT  PROTECTION   IN           OUT\n"
        "1       127.0.0.1:5  -      (handshake)  0 (0 B)      0 (0 B)\n"
        "12      [::1]:50000  pump   authorised   4 (1.50 kB)  0 (0 B)\n"_s);
}

void TestControlText::nobody()
{
    QCOMPARE(controlText(Command::Clients, "[]"), u"Nobody is connected\n"_s);
}

// As many as a server can have: the table takes no longer for each of them.
void TestControlText::crowd()
{
    constexpr int many = 30'000;
    QByteArray clients = "[";
    for (int i = 1; i <= many; ++i)
        clients += (i > 1 ? ",{\"connection\":" : "{\"connection\":") + QByteArray::number(i) + '}';
    const auto text = controlText(Command::Clients, (clients + ']').toStdString());
    QCOMPARE(text.count(u'\n'), many + 1);
    QVERIFY(text.endsWith(u"\n30000         -      (handshake)  0 (0 B)  0 (0 B)\n"_s));
}

void TestControlText::limitsThatNoServerHas()
{
    const auto text =
        controlText(Command::Limits, R"({"handshake_timeout":1e300,"idle_timeout":-1e300})");
    QVERIFY2(text.contains(u"\nHandshake within    36,524 d 6 h\n"_s)
            || text.contains(u"\nHandshake within    36524 d 6 h\n"_s),
        qPrintable(text));
    QVERIFY2(text.endsWith(u"\nIdle at most        off\n"_s), qPrintable(text));
}

void TestControlText::whatWasDone()
{
    QCOMPARE(
        controlText(Command::Kick, R"({"connection":12})"), u"Says goodbye to connection 12\n"_s);
    QCOMPARE(controlText(Command::Send, R"({"connections":3,"bytes":1204})"),
        u"Sends 1,204 bytes to so many connections: 3\n"_s);
}

// What an agent calls itself goes to the terminal of the person who asks.
void TestControlText::strangersTextIsNotObeyed()
{
    const auto text = controlText(Command::Clients,
        R"([{"peer":"1","connection":1,"established":true,"claimed_name":"a\u001b[31m\"\u202e"}])");
    QVERIFY2(text.contains(u"\"a\\x1b[31m\\\"\\u{202e}\""_s), qPrintable(text));
}

void TestControlText::jsonIsAscii()
{
    QCOMPARE(asciiJson(R"(["ä","😀"])"), u"[\"\\u00e4\",\"\\ud83d\\ude00\"]\n"_s);
    QCOMPARE(asciiJson("[1,\r\t\"\x7f\"]"), u"[1,  \"\\u007f\"]\n"_s);
}

QTEST_APPLESS_MAIN(TestControlText)

#include "tst_controltext.moc"

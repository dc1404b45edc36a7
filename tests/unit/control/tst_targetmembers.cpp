// SPDX-License-Identifier: MIT
#include "core/control/targetmembers.h"

#include <QByteArray>
#include <QTest>

#include <string>
#include <vector>

using namespace sealcord;

class TestTargetMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connection_data();
    void connection();
    void targets_data();
    void targets();
    void message_data();
    void message();
};

void TestTargetMembers::connection_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qulonglong>("id"); // 0: an error

    QTest::newRow("number") << QByteArray(R"({"connection":7})") << 7ULL;
    for (const auto *line : {R"({})", R"({"connection":0})", R"({"connection":-1})",
             R"({"connection":"7"})", R"({"connection":1.5})", R"({"connection":[7]})"})
        QTest::newRow(line) << QByteArray(line) << 0ULL;
}

void TestTargetMembers::connection()
{
    QFETCH(QByteArray, line);
    QFETCH(qulonglong, id);
    const auto found = connectionMember(parseRecord(line.toStdString()).value());
    QCOMPARE(found.value_or(0), id);
}

void TestTargetMembers::targets_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("told"); // empty: an error

    const auto row = [](const char *line, const char *told) {
        QTest::newRow(line) << QByteArray(line) << QByteArray(told);
    };
    row(R"({"to":7})", "7 ");
    row(R"({"to":[7]})", "7 ");
    row(R"({"to":[ 9, 7 ]})", "9 7 ");
    row(R"({"to":"all"})", "all");
    row(R"({})", "");
    row(R"({"to":[]})", "");
    row(R"({"to":0})", "");
    row(R"({"to":[1,0]})", "");
    row(R"({"to":[1,1.5]})", "");
    row(R"({"to":[1,"2"]})", "");
    row(R"({"to":[1,[2]]})", "");
    row(R"({"to":[7,8,7]})", "");
    row(R"({"to":{"7":7}})", "");
    row(R"({"to":"none"})", "");
    row(R"({"to":null})", "");
}

void TestTargetMembers::targets()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, told);
    const auto found = targetsMember(parseRecord(line.toStdString()).value());
    QCOMPARE(found.has_value(), !told.isEmpty());
    if (!found)
        return;
    QByteArray all = found->isAll ? "all" : "";
    for (const auto id : found->connections)
        all += QByteArray::number(id) + ' ';
    QCOMPARE(all, told);
}

void TestTargetMembers::message_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("bytes"); // empty: an error

    const auto row = [](const char *line, const QByteArray &bytes) {
        QTest::newRow(line) << QByteArray(line) << bytes;
    };
    row(R"({"text":"hi ä"})", "hi ä");
    row(R"({"text":"a\u0000b"})", QByteArray("a\0b", 3));
    row(R"({"hex":"00fFa1"})", QByteArray("\x00\xff\xa1", 3));
    row(R"({"base64":"AP8="})", QByteArray("\x00\xff", 2));
    row(R"({})", {});
    row(R"({"text":""})", {});
    row(R"({"hex":""})", {});
    row(R"({"hex":"0"})", {});
    row(R"({"hex":"0g"})", {});
    row(R"({"hex":"00 ff"})", {});
    row(R"({"base64":"AP8"})", {});
    row(R"({"base64":"AP9="})", {});
    row(R"({"base64":"A P8="})", {});
    row(R"({"base64":7})", {});
    row(R"({"text":"a","hex":"00"})", {});
}

void TestTargetMembers::message()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, bytes);
    const auto found = messageMember(parseRecord(line.toStdString()).value());
    QCOMPARE(found.has_value(), !bytes.isEmpty());
    QCOMPARE(found.value_or(QByteArray()), bytes);
}

QTEST_APPLESS_MAIN(TestTargetMembers)

#include "tst_targetmembers.moc"

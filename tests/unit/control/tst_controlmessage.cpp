// SPDX-License-Identifier: MIT
#include "core/control/controlmessage.h"

#include <QByteArray>
#include <QTest>

#include <limits>
#include <optional>
#include <string>
#include <string_view>

using namespace sealcord;

class TestControlMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestIsReadAsItWasWritten();
    void requestIsRead();
    void whatIsNoRequestIsAnswered_data();
    void whatIsNoRequestIsAnswered();
    void answersAreOneLine_data();
    void answersAreOneLine();
    void answersComeBack();
    void tellsWhatIsNoAnswer_data();
    void tellsWhatIsNoAnswer();
};

void TestControlMessage::requestIsReadAsItWasWritten()
{
    const auto request = parseRequest(
        requestLine(7, "kick", [](JsonObject &members) { members.add("connection", 3); }));
    QVERIFY(request);
    QCOMPARE(request->id, quint64{7});
    QCOMPARE(request->command, std::string("kick"));
    QCOMPARE(request->members.count("connection"), std::optional<quint64>(3));
}

void TestControlMessage::requestIsRead()
{
    const auto request = parseRequest(
        R"({"id":18446744073709551615,"do":"kick","connection":7,"later":{"unknown":[1]}})");
    QVERIFY(request);
    QCOMPARE(request->id, std::numeric_limits<quint64>::max());
    QCOMPARE(request->command, std::string("kick"));
    QCOMPARE(request->members.count("connection"), std::optional<quint64>(7));
}

void TestControlMessage::whatIsNoRequestIsAnswered_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("answer");

    const QByteArray noId = "{\"id\":null,\"ok\":false,\"error\":\"no request: "
                            "'id' is to be a whole number from 0\"}";
    const QByteArray noCommand = "{\"id\":3,\"ok\":false,\"error\":\"no request: "
                                 "'do' is to name a command\"}";
    QTest::newRow("nothing") << QByteArray()
                             << QByteArray("{\"id\":null,\"ok\":false,\"error\":\"no request: The "
                                           "document is empty at byte 0\"}");
    QTest::newRow("no object")
        << QByteArray("[1]")
        << QByteArray(
               "{\"id\":null,\"ok\":false,\"error\":\"no request: not a JSON object at byte 0\"}");
    QTest::newRow("no id") << QByteArray("{\"do\":\"status\"}") << noId;
    QTest::newRow("id below 0") << QByteArray("{\"id\":-1,\"do\":\"status\"}") << noId;
    QTest::newRow("id in quotes") << QByteArray("{\"id\":\"1\",\"do\":\"status\"}") << noId;
    QTest::newRow("no command") << QByteArray("{\"id\":3}") << noCommand;
    QTest::newRow("empty command") << QByteArray("{\"id\":3,\"do\":\"\"}") << noCommand;
    QTest::newRow("command of another kind") << QByteArray("{\"id\":3,\"do\":[]}") << noCommand;
}

void TestControlMessage::whatIsNoRequestIsAnswered()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, answer);
    const auto request = parseRequest(line.toStdString());
    QVERIFY(!request);
    QCOMPARE(QByteArray::fromStdString(answerLine(request.error())), answer);
}

void TestControlMessage::answersAreOneLine_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QByteArray>("line");

    QTest::newRow("result") << QByteArray()
                            << QByteArray("{\"id\":1,\"ok\":true,\"result\":{\"a\":[1]}}");
    QTest::newRow("error") << QByteArray(
        "no\n\"x\"") << QByteArray("{\"id\":1,\"ok\":false,\"error\":\"no\\u000a\\\"x\\\"\"}");
}

void TestControlMessage::answersAreOneLine()
{
    QFETCH(QByteArray, error);
    QFETCH(QByteArray, line);
    ControlAnswer answer{.id = 1, .result = R"({"a":[1]})"};
    if (!error.isEmpty())
        answer.result = std::unexpected(error.toStdString());
    QCOMPARE(QByteArray::fromStdString(answerLine(answer)), line);
}

void TestControlMessage::answersComeBack()
{
    const auto result = parseAnswer(answerLine({.id = 9, .result = R"([{"id":1},{"id":2}])"}));
    QVERIFY(result && result->result);
    QCOMPARE(result->id, std::optional<quint64>(9));
    QCOMPARE(*result->result, std::string(R"([{"id":1},{"id":2}])"));

    const auto error =
        parseAnswer(answerLine({.id = {}, .result = std::unexpected(std::string("why"))}));
    QVERIFY(error && !error->result);
    QVERIFY(!error->id);
    QCOMPARE(error->result.error(), std::string("why"));
}

void TestControlMessage::tellsWhatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("line");

    for (const auto *line : {"", "{}", "{\"ok\":false}", "{\"ok\":true}",
             "{\"ok\":true,\"result\":7}", "{\"ok\":1,\"result\":{}}"})
        QTest::newRow(line) << QByteArray(line);
}

void TestControlMessage::tellsWhatIsNoAnswer()
{
    QFETCH(QByteArray, line);
    const auto answer = parseAnswer(line.toStdString());
    QVERIFY(!answer);
    QVERIFY(!answer.error().empty());
}

QTEST_APPLESS_MAIN(TestControlMessage)

#include "tst_controlmessage.moc"

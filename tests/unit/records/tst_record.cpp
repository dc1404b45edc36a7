// SPDX-License-Identifier: MIT
#include "core/records/record.h"

#include <QByteArray>
#include <QTest>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

using namespace sealcord;

class TestRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreFoundByName();
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void tellsWhatIsNoRecord_data();
    void tellsWhatIsNoRecord();
    void deepNestingIsNoTrouble();
    void beginningOfALongLine_data();
    void beginningOfALongLine();
    void anyPrefixIsARecordOrAnError();
};

void TestRecord::membersAreFoundByName()
{
    const auto record = parseRecord(
        R"({"event":"message","connection":7,"fault":true,"least":-1,"event":"other","big":18446744073709551615})");
    QVERIFY(record);
    QCOMPARE(record->text("event"), std::string_view("message"));
    QCOMPARE(record->count("connection"), std::optional<quint64>(7));
    QCOMPARE(record->count("big"), std::optional(std::numeric_limits<quint64>::max()));
    QVERIFY(record->isTrue("fault"));

    // What is of another kind, or not there.
    QVERIFY(!record->count("least"));
    QVERIFY(!record->count("event"));
    QVERIFY(record->text("connection").empty());
    QVERIFY(!record->isTrue("event"));
    QVERIFY(!record->find("nothing"));
}

void TestRecord::comesBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("line");

    for (const auto *line : {R"({})", R"({"a":1,"b":-2,"c":true,"d":false})",
             R"({"unknown":[1,{"x":"]}"},[]],"and":{"deep":{"er":null}},"event":"x"})",
             R"({"null":null,"float":1.50,"exponent":1e3,"big":123456789012345678901234567890})",
             R"({"text":"\u0000\u001b\"\\ ä €","name \"quoted\"":""})"})
        QTest::newRow(line) << QByteArray(line);
}

void TestRecord::comesBackAsItWas()
{
    QFETCH(QByteArray, line);
    const auto record = parseRecord(line.toStdString());
    QVERIFY(record);
    QCOMPARE(QByteArray::fromStdString(recordLine(*record)), line);
}

void TestRecord::tellsWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qulonglong>("offset");

    const auto row = [](const char *line, qulonglong offset) {
        QTest::newRow(line) << QByteArray(line) << offset;
    };
    row("", 0);
    row("[1]", 0);
    row("1", 0);
    row("\"x\"", 3);
    row("null", 4);
    row("{", 1);
    row("{\"a\"}", 4);
    row("{\"a\":}", 5);
    row("{\"a\":1}}", 7);
    row("{\"a\":1}{\"b\":2}", 7);
    row("{\"a\":\"\xff\"}", 6);
    row("{'a':1}", 1);
    row("{\"a\":nul}", 8);
    row(R"({"a":"\ud83d"})", 6); // half a character
    row(R"({"a":"\ude00"})", 13);
    row(R"({"a":["é퟿\udfff"]})", 19);
    row(R"({"\udc00":1})", 9);
}

void TestRecord::tellsWhatIsNoRecord()
{
    QFETCH(QByteArray, line);
    const auto record = parseRecord(line.toStdString());
    QVERIFY(!record);
    QTEST(qulonglong(record.error().offset), "offset");
    QVERIFY(!record.error().text.empty() && !record.error().text.ends_with('.'));
}

void TestRecord::deepNestingIsNoTrouble()
{
    constexpr std::size_t depth = 1'000'000;
    const std::string open(depth, '[');
    QVERIFY(!parseRecord("{\"a\":" + open));
    const auto whole = "{\"a\":" + open + std::string(depth, ']') + '}';
    const auto record = parseRecord(whole);
    QVERIFY(record);
    QVERIFY(recordLine(*record) == whole);
}

void TestRecord::beginningOfALongLine_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<qulonglong>("members"); // whole and cut ones
    QTest::addColumn<qulonglong>("cutFrom"); // 0: none is cut

    const auto row = [](const char *beginning, qulonglong members, qulonglong cutFrom) {
        QTest::newRow(beginning) << QByteArray(beginning) << members << cutFrom;
    };
    row(R"({"a":1,"b":"abc)", 2, 12);
    row(R"({"a":1,"b":")", 2, 12);
    row(R"({"a":1,"b" : ")", 2, 14);
    row(R"({"a":1,"b":"x\)", 2, 12);
    row(R"({"a":1,"b":"x\u00)", 2, 12);
    row(R"({"a":1,"b":)", 1, 0);
    row(R"({"a":1,"b")", 1, 0);
    row(R"({"a":1,"b)", 1, 0);
    row(R"({"a":1,"b":["x)", 1, 0);
    row(R"({"a":1})", 1, 0);
}

void TestRecord::beginningOfALongLine()
{
    QFETCH(QByteArray, beginning);
    const auto record = parseRecordBeginning(beginning.toStdString());
    QVERIFY(record);
    QTEST(qulonglong(record->members.size()), "members");
    const auto *const cut = std::get_if<Record::CutString>(&record->members.back().value);
    QTEST(qulonglong(cut ? cut->offset : 0), "cutFrom");
}

void TestRecord::anyPrefixIsARecordOrAnError()
{
    const std::string line = R"({"a":1.5,"b":[{"c":"\u00e4"}],"text":"\"x\"","d":true,"e":null})";
    for (std::size_t length = 0; length < line.size(); ++length) {
        const auto beginning = line.substr(0, length);
        QVERIFY(!parseRecord(beginning));
        std::ignore = parseRecordBeginning(beginning);
    }
    QVERIFY(parseRecord(line));
    QVERIFY(!parseRecordBeginning("[1,2"));
    QVERIFY(!parseRecordBeginning("{\"a\":x,\"b\":1"));
}

QTEST_APPLESS_MAIN(TestRecord)
#include "tst_record.moc"

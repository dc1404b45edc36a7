// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/jsonmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestJsonTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyJsonIsTaken_data();
    void onlyJsonIsTaken();
    void agreesWithQtsParser_data();
    void agreesWithQtsParser();
    void valuesStandWhereTheyAre();
    void offsetFindsTheInnermostValue_data();
    void offsetFindsTheInnermostValue();
    void numberOfValuesIsBounded();
    void modelIsConsistent();
    void modelLinksBytesAndValues();
};

void TestJsonTree::onlyJsonIsTaken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("object") << QByteArray("{}") << true;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[1]") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("number") << QByteArray("1") << false;
    QTest::newRow("rubbish behind") << QByteArray("{} x") << false;
    QTest::newRow("not closed") << QByteArray("[1,") << false;
    QTest::newRow("string not closed") << QByteArray("[\"a\\\"]") << false;
    QTest::newRow("deep") << QByteArray(1000, '[') + QByteArray(1000, ']') << true;
    QTest::newRow("too deep") << QByteArray(100'000, '[') + QByteArray(100'000, ']') << false;
}

void TestJsonTree::onlyJsonIsTaken()
{
    QFETCH(QByteArray, text);
    const Content content(text);
    QTEST(parseJson(content.bytes()).has_value(), "isTaken");
}

namespace {

// What a value is by Qt's parser, from the bytes that the tree says it has.
QJsonValue valueOf(const QByteArray &text, ContentRange range)
{
    const auto part = text.mid(qsizetype(range.offset), qsizetype(range.length));
    return QJsonDocument::fromJson("[" + part + "]").array().at(0);
}

void compareNode(
    const JsonTree &tree, const QByteArray &text, std::uint32_t at, const QJsonValue &value)
{
    const auto &node = tree.nodes[at];
    QCOMPARE(valueOf(text, node.value), value);
    const auto object = value.toObject();
    const auto array = value.toArray();
    QCOMPARE(qsizetype(node.childCount), value.isObject() ? object.size() : array.size());
    for (std::uint32_t row = 0; row < node.childCount; ++row) {
        const auto index = tree.children[node.firstChild + row];
        const auto &child = tree.nodes[index];
        QCOMPARE(child.parent, at);
        QCOMPARE(child.row, row);
        if (value.isObject())
            compareNode(tree, text, index, object.value(valueOf(text, child.key).toString()));
        else
            compareNode(tree, text, index, array.at(row));
    }
}

} // namespace

void TestJsonTree::agreesWithQtsParser_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty array") << QByteArray(" [ ] ");
    QTest::newRow("all types") << QByteArray(
        R"({"s":"x","n":-1.5e3,"t":true,"f":false,"z":null,"o":{},"a":[]})");
    QTest::newRow("nested") << QByteArray(R"([[1,[2,{"a":[3,4]}],5],{"b":{"c":{"d":6}}},7])");
    QTest::newRow("escapes") << QByteArray(R"({"a\"b":"c\\","\u0041":"\\\"}{][,:"})");
    QTest::newRow("white space") << QByteArray("{\r\n\t\"a\" :\t1 ,\n \"b\" : [ 2 , 3 ]\r\n}\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}");
    QTest::newRow("UTF-8") << QByteArray("{\"gr\xc3\xbc\xc3\x9f\":\"\xf0\x9f\x98\x80\"}");
}

void TestJsonTree::agreesWithQtsParser()
{
    QFETCH(QByteArray, text);
    const Content content(text);
    const auto tree = parseJson(content.bytes());
    QVERIFY(tree.has_value());
    QVERIFY(tree->isComplete);
    const auto document = QJsonDocument::fromJson(text);
    compareNode(*tree, text, 0,
        document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()));
}

void TestJsonTree::valuesStandWhereTheyAre()
{
    const Content content(QByteArray(R"( {"a": [10, "x"]} )"));
    const auto tree = parseJson(content.bytes());
    QVERIFY(tree.has_value());
    QCOMPARE(tree->nodes.size(), 4U);
    const auto is = [&](std::size_t node, std::size_t offset, std::size_t length) {
        return tree->nodes[node].value.offset == offset && tree->nodes[node].value.length == length;
    };
    QVERIFY(is(0, 1, 16));
    QVERIFY(is(1, 7, 9));
    QCOMPARE(tree->nodes[1].key.offset, 2U);
    QCOMPARE(tree->nodes[1].key.length, 3U);
    QVERIFY(is(2, 8, 2));
    QVERIFY(is(3, 12, 3));
}

void TestJsonTree::offsetFindsTheInnermostValue_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("node");
    // {"a": [10, "x"], "b": 1}
    QTest::newRow("bracket") << 0 << 0;
    QTest::newRow("key") << 2 << 1;
    QTest::newRow("colon") << 4 << 1;
    QTest::newRow("array's bracket") << 6 << 1;
    QTest::newRow("number") << 8 << 2;
    QTest::newRow("comma") << 9 << 1;
    QTest::newRow("string") << 12 << 3;
    QTest::newRow("between members") << 15 << 0;
    QTest::newRow("second key") << 17 << 4;
    QTest::newRow("behind") << 100 << 0;
}

void TestJsonTree::offsetFindsTheInnermostValue()
{
    QFETCH(int, offset);
    QFETCH(int, node);
    const Content content(QByteArray(R"({"a": [10, "x"], "b": 1})"));
    const auto tree = parseJson(content.bytes());
    QVERIFY(tree.has_value());
    QCOMPARE(tree->nodeAt(static_cast<std::size_t>(offset)), static_cast<std::uint32_t>(node));
}

void TestJsonTree::numberOfValuesIsBounded()
{
    const Content content("[" + QByteArray("[1],").repeated(200'000) + "0]");
    const auto tree = parseJson(content.bytes());
    QVERIFY(tree.has_value());
    QVERIFY(!tree->isComplete);
    QCOMPARE(tree->nodes.size(), JsonTree::maxNodes);
    QCOMPARE(tree->nodes[0].value.length, content.bytes().size());
}

void TestJsonTree::modelIsConsistent()
{
    JsonModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Content content(QByteArray(R"({"a": [10, {"b": null}], "c": "x"})"));
    model.setTree(*parseJson(content.bytes()), content.bytes(), content.memory());
    const auto root = model.index(0, 0);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowCount(root), 2);
    const auto list = model.index(0, 0, root);
    QCOMPARE(list.data().toString(), u"\"a\""_s);
    QCOMPARE(list.siblingAtColumn(JsonModel::Value).data().toString(), u"[ 2 ]"_s);
    QCOMPARE(model.index(0, 0, list).data().toString(), u"[0]"_s);
    QCOMPARE(model.index(0, 1, list).data().toString(), u"10"_s);
    QCOMPARE(model.index(1, 1, root).data().toString(), u"\"x\""_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestJsonTree::modelLinksBytesAndValues()
{
    JsonModel model;
    QVERIFY(!model.indexAt(0).isValid());
    const Content content(QByteArray(R"({"a": [10, "x"], "b": 1})"));
    model.setTree(*parseJson(content.bytes()), content.bytes(), content.memory());
    const auto ten = model.indexAt(8);
    QCOMPARE(ten.siblingAtColumn(JsonModel::Value).data().toString(), u"10"_s);
    QCOMPARE(model.range(ten).offset, 7U);
    QCOMPARE(model.range(ten).length, 2U);
    const auto list = ten.parent();
    QCOMPARE(model.range(list).offset, 1U);
    QCOMPARE(model.range(list).length, 14U);
}

QTEST_GUILESS_MAIN(TestJsonTree)
#include "tst_jsontree.moc"

// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/inspector.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void bytesAreValues_data();
    void bytesAreValues();
    void modelIsConsistent();
};

void TestInspector::bytesAreValues_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("little");
    QTest::addColumn<QString>("big");

    const auto row = [](const QByteArray &hex, const QString &type, const QString &little,
                         const QString &big) {
        QTest::newRow(qPrintable(type + u' ' + QString::fromLatin1(hex)))
            << QByteArray::fromHex(hex) << type << little << big;
    };
    row("ff", u"int8"_s, u"-1"_s, u"-1"_s);
    row("ff", u"uint8"_s, u"255"_s, u"255"_s);
    row("ff", u"int16"_s, u""_s, u""_s);
    row("0180", u"int16"_s, u"-32767"_s, u"384"_s);
    row("0180", u"uint16"_s, u"32769"_s, u"384"_s);
    row("01020304", u"uint32"_s, u"67305985"_s, u"16909060"_s);
    row("fffffffe", u"int32"_s, u"-16777217"_s, u"-2"_s);
    row("ffffffffffffffff", u"uint64"_s, u"18446744073709551615"_s, u"18446744073709551615"_s);
    row("8000000000000000", u"int64"_s, u"128"_s, u"-9223372036854775808"_s);
    row("01020304050607", u"int64"_s, u""_s, u""_s);
    row("cdcccc3d", u"float"_s, u"0.1"_s, u"-429492128"_s);
    row("3fb999999999999a", u"double"_s, u"-1.5423487136675799e-180"_s, u"0.1"_s);
    row("7ff0000000000000", u"double"_s, u"3.0418e-319"_s, u"inf"_s);
    row("00000000", u"Unix time in s, 32 bits"_s, u"1970-01-01T00:00:00.000Z"_s,
        u"1970-01-01T00:00:00.000Z"_s);
    row("000000006553f100", u"Unix time in s, 64 bits"_s, u""_s, u"2023-11-14T22:13:20.000Z"_s);
    row("0000018bcfe56800", u"Unix time in ms, 64 bits"_s, u""_s, u"2023-11-14T22:13:20.000Z"_s);
    row("7fffffffffffffff", u"Unix time in s, 64 bits"_s, u"1969-12-31T23:57:51.000Z"_s, u""_s);
    row("ffffffffffffffff", u"Unix time in ms, 64 bits"_s, u"1969-12-31T23:59:59.999Z"_s,
        u"1969-12-31T23:59:59.999Z"_s);
}

void TestInspector::bytesAreValues()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, type);
    const Content content(bytes);
    const auto values = inspect(content.bytes());
    const auto found = std::ranges::find(values, type, &InspectedValue::type);
    QVERIFY(found != values.end());
    auto little = found->littleEndian;
    auto big = found->bigEndian;
    QTEST(little.remove(u','), "little");
    QTEST(big.remove(u','), "big");
}

void TestInspector::modelIsConsistent()
{
    InspectorModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto rows = model.rowCount();
    QVERIFY(rows > 10);
    QCOMPARE(model.index(0, InspectorModel::LittleEndian).data().toString(), QString());
    const Content content(QByteArray("\x05"));
    model.setBytes(content.bytes());
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(model.index(0, InspectorModel::Type).data().toString(), u"int8"_s);
    QCOMPARE(model.index(0, InspectorModel::LittleEndian).data().toString(), u"5"_s);
    QVERIFY(!model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestInspector)
#include "tst_inspector.moc"

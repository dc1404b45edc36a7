// SPDX-License-Identifier: MIT
#include "core/text/showdata.h"
#include "tests/support/bytesof.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestShowData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data();
    void shows();
    void beginningOfALongerMessage();
};

void TestShowData::shows_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("asBytes");
    QTest::addColumn<QByteArray>("asText");
    QTest::addColumn<QByteArray>("asHex");
    QTest::addColumn<QByteArray>("asNone");

    const auto row = [](const char *name, const QByteArray &message, const QByteArray &asBytes,
                         const QByteArray &asText, const QByteArray &asHex,
                         const QByteArray &asNone) {
        QTest::newRow(name) << message << asBytes << asText << asHex << asNone;
    };
    row("short", "Hel", "[72, 101, 108]", "\"Hel\"", "48 65 6c", "(3 bytes)");
    row("one", "\xff", "[255]", "\"\\xff\"", "ff", "(1 byte)");
    row("empty", "", "[]", "\"\"", "", "(0 bytes)");
    row("hostile", "\"\n\x1b", "[34, 10, 27]", "\"\\\"\\n\\x1b\"", "22 0a 1b", "(3 bytes)");
    const QByteArray as(64, 'a');
    row("as long as is shown", as, "[" + QByteArray("97, ").repeated(63) + "97]", "\"" + as + "\"",
        QByteArray("61 ").repeated(63) + "61", "(64 bytes)");
    row("one longer", as + "b", "[" + QByteArray("97, ").repeated(64) + "... (65 bytes)]",
        "\"" + as + "\" ... (65 bytes)", QByteArray("61 ").repeated(64) + "... (65 bytes)",
        "(65 bytes)");
}

void TestShowData::shows()
{
    QFETCH(QByteArray, message);
    const auto shown = [&message](ShowData how) {
        return QByteArray::fromStdString(showData(bytesOf(message), how));
    };
    QTEST(shown(ShowData::Bytes), "asBytes");
    QTEST(shown(ShowData::Text), "asText");
    QTEST(shown(ShowData::Hex), "asHex");
    QTEST(shown(ShowData::None), "asNone");
}

void TestShowData::beginningOfALongerMessage()
{
    const QByteArray message(64, 'a');
    QVERIFY(
        showData(bytesOf(message), 1 << 20, ShowData::Text).ends_with("\" ... (1048576 bytes)"));
}

QTEST_GUILESS_MAIN(TestShowData)
#include "tst_showdata.moc"

// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/hello.h"

#include "tests/support/sealedvectors.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::sealed;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestHello : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors();
    void streams();
    void rules_data();
    void rules();
};

void TestHello::vectors()
{
    const auto &vector = sealedVectors().handshakes.front();
    QCOMPARE(toHex(encodeHello("pump-3", 16777216)), toHex(vector.agentHello));
    QCOMPARE(toHex(encodeHello("lab", 16777216)), toHex(vector.serverHello));
    const auto hello = decodeHello(std::span(vector.agentHello).first<Hello::length>());
    QVERIFY(hello.has_value());
    QCOMPARE(hello->name, std::string("pump-3"));
    QCOMPARE(hello->largestMessage, std::uint32_t{16777216});
    QCOMPARE(hello->mostStreams, 0U);
}

void TestHello::streams()
{
    const auto told = streamsVectors()["handshake"_L1].toObject();
    QCOMPARE(
        toHex(encodeHello("pump-3", 16777216, 2)), told["agent_hello"_L1].toString().toLatin1());
    QCOMPARE(toHex(encodeHello("lab", 16777216, 3)), told["server_hello"_L1].toString().toLatin1());
    QCOMPARE(decodeHello(encodeHello("lab", 1, 4'000'000'000))->mostStreams, 4'000'000'000U);
}

void TestHello::rules_data()
{
    QTest::addColumn<QByteArray>("hex"); // zeros follow
    QTest::addColumn<QByteArray>("why"); // empty: nothing is wrong
    const QByteArray largest = "020400000001";
    QTest::newRow("no name") << largest << QByteArray();
    QTest::newRow("an item to be skipped") << largest + "7f03616263" << QByteArray();
    QTest::newRow("an item to be skipped, empty") << largest + "0400" << QByteArray();
    QTest::newRow("skipped items fill it")
        << largest + "0476" + QByteArray(236, '1') + "0500" << QByteArray();
    QTest::newRow("one byte too many, a head alone") << largest + "0477" + QByteArray(238, '1')
            + "05" << QByteArray("an item runs over its end");
    QTest::newRow("streams") << largest + "0304ffffffff" << QByteArray();
    QTest::newRow("0 streams") << largest + "030400000000"
                               << QByteArray("a number of streams of 0");
    QTest::newRow("a number of 3 bytes")
        << largest + "0303000001" << QByteArray("a number of streams of 3 bytes");
    QTest::newRow("streams before the largest message")
        << "030400000001" + largest << QByteArray("items that are not in order");
    QTest::newRow("must be understood") << largest + "8000" << QByteArray("item 128 is not known");
    QTest::newRow("the longest name") << "0140" + QByteArray(128, '6') + largest << QByteArray();
    QTest::newRow("a longer one") << "0141" + QByteArray(130, '6') + largest
                                  << QByteArray("a name of 65 bytes");
}

void TestHello::rules()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const QByteArray, why);
    auto bytes = fromHex(hex);
    QVERIFY(bytes.size() <= Hello::length);
    bytes.resize(Hello::length);
    const auto hello = decodeHello(std::span(bytes).first<Hello::length>());
    QCOMPARE(hello.has_value(), why.isEmpty());
    if (hello)
        return;
    QCOMPARE(hello.error().reason, Failure::Reason::BadHello);
    QCOMPARE(QByteArray::fromStdString(hello.error().text), "hello: " + why);
}

QTEST_APPLESS_MAIN(TestHello)
#include "tst_hello.moc"

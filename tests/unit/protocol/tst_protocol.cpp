// SPDX-License-Identifier: MIT
#include "core/protocol/protocol.h"

#include <QByteArray>
#include <QTest>

#include <cstddef>

using namespace sealcord;

class TestProtocol final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameIsAsSettingsAndLogsWriteIt_data();
    void nameIsAsSettingsAndLogsWriteIt();
    void firstByteTellsTheProtocol();
};

void TestProtocol::nameIsAsSettingsAndLogsWriteIt_data()
{
    QTest::addColumn<Protocol>("protocol");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("before the first byte") << Protocol::None << QByteArray("none");
    QTest::newRow("classic") << Protocol::Classic << QByteArray("classic");
}

void TestProtocol::nameIsAsSettingsAndLogsWriteIt()
{
    QFETCH(Protocol, protocol);
    QTEST(QByteArray::fromStdString(std::string(name(protocol))), "written");
}

void TestProtocol::firstByteTellsTheProtocol()
{
    for (unsigned first = 0; first <= 0xFF; ++first) {
        const auto expected = first == 0x01 ? Protocol::Classic
            : first == 0xC5                 ? Protocol::Sealed
                                            : Protocol::None;
        QCOMPARE(protocolOf(std::byte(first)), expected);
    }
}

QTEST_APPLESS_MAIN(TestProtocol)
#include "tst_protocol.moc"

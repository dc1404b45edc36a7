// SPDX-License-Identifier: MIT
#include "console/bench/benchconnection.h"

#include "tests/support/connecting.h"
#include "tests/support/peers/blockingsocket.h"

#include <QTest>

#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>

using namespace sealcord;
using namespace sealcord::test;

namespace {

class FailingDriver final : public BenchDriver
{
public:
    void established(BenchConnection &) override { }
    void echoed(BenchConnection &, Clock::duration) override { }
    void rested(BenchConnection &) override { }
    void closed(BenchConnection &) override { }
    void failed(BenchConnection &, BenchFailure failure) override { why = std::move(failure); }

    std::optional<BenchFailure> why;
};

BenchAddress addressOf(const char *text, std::uint16_t port)
{
    BenchAddress address;
    auto *const v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    inet_pton(AF_INET, text, &v4->sin_addr);
    address.length = sizeof *v4;
    return address;
}

} // namespace

class TestBenchConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withNobodyThereItIsRefused_data();
    void withNobodyThereItIsRefused();
};

void TestBenchConnection::withNobodyThereItIsRefused_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("isToItself");

    QTest::newRow("refused") << QByteArray("127.0.0.1") << false;
    QTest::newRow("connected to itself") << QByteArray("127.0.0.1") << true;
}

void TestBenchConnection::withNobodyThereItIsRefused()
{
    QFETCH(QByteArray, address);
    QFETCH(bool, isToItself);
    const auto port = BlockingListener().port();
    BenchIo io({.role = Role::Agent}, addressOf(address.constData(), port), 64);
    FailingDriver driver;
    BenchConnection connection(0, io, driver);
    const Connecting how(isToItself ? Connects::ToItself : Connects::AsEver);
    connection.open();
    while (!driver.why && io.loop.turn() > 0) { }
    QVERIFY(driver.why);
    QCOMPARE(driver.why->code, ExitCode::NotConnected);
    QCOMPARE(driver.why->text, std::string("Connection refused"));
    QVERIFY(!connection.isOpen());
}

QTEST_APPLESS_MAIN(TestBenchConnection)
#include "tst_benchconnection.moc"

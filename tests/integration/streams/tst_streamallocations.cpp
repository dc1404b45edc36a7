// SPDX-License-Identifier: MIT
#include "tests/integration/streams/forwardedservice.h"
#include "tests/support/memory/allocationcount.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

/// Tells how much memory a thread has asked for from one record of bytes to another.
class CountingTap final : public Tap
{
public:
    /// Counts from the first record on that comes after \a warmUp others.
    explicit CountingTap(int warmUp)
        : m_warmUp(warmUp)
    { }

    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Messages; }
    void happened(WireEvent event) override
    {
        if (!event.as<StreamDataSeen>())
            return;
        if (m_records == m_warmUp)
            m_before = allocationsSoFar();
        if (m_records >= m_warmUp)
            m_allocations = allocationsSoFar() - m_before;
        ++m_records;
    }

    [[nodiscard]] int records() const { return m_records; }
    [[nodiscard]] long allocations() const { return m_allocations; }

private:
    const int m_warmUp;
    std::atomic<int> m_records{0}; // on one thread, as the next one
    long m_before = 0;
    std::atomic<long> m_allocations{0};
};

} // namespace

/// That bytes of a stream cost a server no memory once it has carried some.
class TestStreamAllocations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noneForBytes_data();
    void noneForBytes();
};

void TestStreamAllocations::noneForBytes_data()
{
    QTest::addColumn<std::size_t>("length");
    QTest::newRow("64 B") << 64zu;
    QTest::newRow("16 KiB") << 16zu * 1024;
}

void TestStreamAllocations::noneForBytes()
{
    QFETCH(std::size_t, length);
    constexpr int rounds = 1000;
    NamingTrust trust;
    const auto identity = freshIdentity("server");
    BlockingListener service;
    auto settings = RunningServer::settings();
    settings.workers = 1;
    settings.identity = &identity;
    settings.trust = &trust;
    settings.forwards = {serviceAt(u"web"_s, service.address())};
    CountingTap tap(rounds);
    EchoService echo;
    Server server(settings, echo, tap);
    QSignalSpy started(&server, &Server::started);
    server.start();
    QVERIFY(started.wait(patience));
    ForwardingAgent user("user");
    AgentSettings agentSettings;
    agentSettings.locals = {portTo(u"web"_s)};
    QVERIFY(user.start(server.address().section(u':', -1).toUShort(), agentSettings));
    auto client = BlockingSocket::connectTo(user.port());
    auto there = service.accept();
    const Bytes bytes(length);
    for (int round = 0; round < rounds; ++round) {
        QVERIFY(client.write(bytes));
        QCOMPARE(there.read(length).size(), length);
        QVERIFY(there.write(bytes));
        QCOMPARE(client.read(length).size(), length);
    }
    QVERIFY(tap.records() >= 2 * rounds);
    QCOMPARE(tap.allocations(), 0);
}

QTEST_GUILESS_MAIN(TestStreamAllocations)
#include "tst_streamallocations.moc"

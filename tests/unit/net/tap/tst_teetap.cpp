// SPDX-License-Identifier: MIT
#include "core/net/tap/teetap.h"

#include <QStringList>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// Keeps the names of what it was told.
class NamingTap final : public Tap
{
public:
    bool messages = false;
    bool frames = false;
    bool full = false;
    QStringList told;

    [[nodiscard]] bool wantsMessages() const noexcept override { return messages; }
    [[nodiscard]] bool wantsFrames() const noexcept override { return frames; }
    [[nodiscard]] bool isFull() const noexcept override { return full; }
    void messagesUnseen(quint64 count) override { told += u"%1 unseen"_s.arg(count); }
    void connectionOpened(const ConnectionOpened &) override { told += u"opened"_s; }
    void connectionEstablished(const ConnectionEstablished &) override { told += u"established"_s; }
    void handshakePacketSeen(const HandshakePacketSeen &) override { told += u"packet"_s; }
    void messageSeen(const MessageSeen &) override { told += u"message"_s; }
    void messageNotSent(const MessageNotSent &) override { told += u"not sent"_s; }
    void sendProgressed(const SendProgressed &) override { told += u"progressed"_s; }
    void connectionCounted(const ConnectionCounted &) override { told += u"counted"_s; }
    void connectionMeasured(const ConnectionMeasured &) override { told += u"measured"_s; }
    void connectionEnded(const ConnectionEnded &) override { told += u"ended"_s; }
    void connectionRefused(const ConnectionRefused &) override { told += u"refused"_s; }
    void acceptingPaused(const AcceptingPaused &) override { told += u"paused"_s; }
};

void tellAll(Tap &tap)
{
    tap.connectionOpened({});
    tap.connectionEstablished({});
    tap.handshakePacketSeen({});
    tap.messageSeen({});
    tap.messageNotSent({});
    tap.sendProgressed({});
    tap.connectionCounted({});
    tap.connectionMeasured({});
    tap.connectionEnded({});
    tap.connectionRefused({});
    tap.acceptingPaused({});
}

} // namespace

class TestTeeTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wantsWhatEitherWants();
    void whatGoesWithMessagesComesToWhoWantsThem();
    void isFullWhenAllThatWantMessagesAre();
};

void TestTeeTap::wantsWhatEitherWants()
{
    for (const bool first : {false, true}) {
        for (const bool second : {false, true}) {
            NamingTap a;
            NamingTap b;
            const TeeTap tee(a, b);
            a.messages = first;
            b.messages = second;
            QCOMPARE(tee.wantsMessages(), first || second);
            QVERIFY(!tee.wantsFrames());
            a.frames = first;
            b.frames = second;
            QCOMPARE(tee.wantsFrames(), first || second);
        }
    }
}

void TestTeeTap::whatGoesWithMessagesComesToWhoWantsThem()
{
    NamingTap log;
    NamingTap window;
    window.messages = true;
    TeeTap tee(log, window);
    tellAll(tee);
    QCOMPARE(log.told,
        QStringList({u"opened"_s, u"established"_s, u"not sent"_s, u"measured"_s, u"ended"_s,
            u"refused"_s, u"paused"_s}));
    QCOMPARE(window.told,
        QStringList({u"opened"_s, u"established"_s, u"packet"_s, u"message"_s, u"not sent"_s,
            u"progressed"_s, u"counted"_s, u"measured"_s, u"ended"_s, u"refused"_s, u"paused"_s}));
}

void TestTeeTap::isFullWhenAllThatWantMessagesAre()
{
    NamingTap log;
    NamingTap window;
    window.messages = true;
    TeeTap tee(log, window);
    QVERIFY(!tee.isFull());
    window.full = true;
    QVERIFY(tee.isFull());
    tee.messagesUnseen(7);
    QVERIFY(log.told.isEmpty());
    QCOMPARE(window.told, QStringList{u"7 unseen"_s});
    log.messages = true;
    QVERIFY(!tee.isFull());
}

QTEST_APPLESS_MAIN(TestTeeTap)
#include "tst_teetap.moc"

// SPDX-License-Identifier: MIT
#include "core/net/tap/teetap.h"

#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// Keeps the names of what it was told.
class NamingTap final : public Tap
{
public:
    TapInterest wanted = TapInterest::Lives;
    QStringList told;

    [[nodiscard]] TapInterest interest() const noexcept override { return wanted; }
    void happened(WireEvent event) override
    {
        told += event.visit([](const auto &record) { return nameOf(record); });
    }

private:
    static QString nameOf(const ConnectionOpened &) { return u"opened"_s; }
    static QString nameOf(const ConnectionEstablished &) { return u"established"_s; }
    static QString nameOf(const HandshakePacketSeen &) { return u"packet"_s; }
    static QString nameOf(const MessageSeen &) { return u"message"_s; }
    static QString nameOf(const FrameSealed &) { return u"frame"_s; }
    static QString nameOf(const MessagesUnseen &) { return u"unseen"_s; }
    static QString nameOf(const MessageNotSent &) { return u"not sent"_s; }
    static QString nameOf(const SendProgressed &) { return u"progressed"_s; }
    static QString nameOf(const ConnectionCounted &) { return u"counted"_s; }
    static QString nameOf(const ConnectionMeasured &) { return u"measured"_s; }
    static QString nameOf(const ConnectionStands &) { return u"stands"_s; }
    static QString nameOf(const StandingTold &) { return u"told"_s; }
    static QString nameOf(const StreamOpened &) { return u"stream opened"_s; }
    static QString nameOf(const StreamDataSeen &) { return u"stream data"_s; }
    static QString nameOf(const StreamClosed &) { return u"stream closed"_s; }
    static QString nameOf(const StreamStands &) { return u"stream stands"_s; }
    static QString nameOf(const StreamsTold &) { return u"streams told"_s; }
    static QString nameOf(const ConnectionEnded &) { return u"ended"_s; }
    static QString nameOf(const ConnectionRefused &) { return u"refused"_s; }
    static QString nameOf(const AcceptingPaused &) { return u"paused"_s; }
};

void tellAll(Tap &tap)
{
    tap.happened(ConnectionOpened());
    tap.happened(ConnectionEstablished());
    tap.happened(HandshakePacketSeen());
    tap.happened(MessageSeen());
    tap.happened(MessagesUnseen());
    tap.happened(MessageNotSent());
    tap.happened(SendProgressed());
    tap.happened(ConnectionCounted());
    tap.happened(ConnectionMeasured());
    tap.happened(ConnectionStands());
    tap.happened(StandingTold());
    tap.happened(StreamOpened());
    tap.happened(StreamDataSeen());
    tap.happened(StreamClosed());
    tap.happened(StreamStands());
    tap.happened(StreamsTold());
    tap.happened(ConnectionEnded());
    tap.happened(ConnectionRefused());
    tap.happened(AcceptingPaused());
}

} // namespace

class TestTeeTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheGreaterInterest();
    void whatGoesWithMessagesComesToWhoWantsThem();
};

void TestTeeTap::hasTheGreaterInterest()
{
    using enum TapInterest;
    for (const auto first : {Lives, Numbers, Messages, Frames}) {
        for (const auto second : {Lives, Numbers, Messages, Frames}) {
            NamingTap a;
            NamingTap b;
            a.wanted = first;
            b.wanted = second;
            QCOMPARE(TeeTap(a, b).interest(), std::max(first, second));
        }
    }
}

void TestTeeTap::whatGoesWithMessagesComesToWhoWantsThem()
{
    NamingTap log;
    NamingTap window;
    window.wanted = TapInterest::Numbers;
    TeeTap tee(log, window);
    tellAll(tee);
    QCOMPARE(log.told,
        QStringList({u"opened"_s, u"established"_s, u"not sent"_s, u"measured"_s, u"stands"_s,
            u"told"_s, u"stream opened"_s, u"stream closed"_s, u"stream stands"_s,
            u"streams told"_s, u"ended"_s, u"refused"_s, u"paused"_s}));
    QCOMPARE(window.told,
        QStringList({u"opened"_s, u"established"_s, u"packet"_s, u"message"_s, u"unseen"_s,
            u"not sent"_s, u"progressed"_s, u"counted"_s, u"measured"_s, u"stands"_s, u"told"_s,
            u"stream opened"_s, u"stream data"_s, u"stream closed"_s, u"stream stands"_s,
            u"streams told"_s, u"ended"_s, u"refused"_s, u"paused"_s}));
}

QTEST_APPLESS_MAIN(TestTeeTap)
#include "tst_teetap.moc"

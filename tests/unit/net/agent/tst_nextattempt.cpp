// SPDX-License-Identifier: MIT
#include "core/net/agent/nextattempt.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

/// What an agent does after each end: docs/protocols/sealed.md.
class TestNextAttempt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endDecides_data();
    void endDecides();
};

void TestNextAttempt::endDecides_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<bool>("isPeerKnown"); // by a key that it proved to have, and which is pinned
    QTest::addColumn<bool>("isFinal");
    QTest::addColumn<int>("leastDelay");
    const auto row = [](EndReason reason, bool isPeerKnown, bool isFinal, int seconds = 0) {
        QTest::addRow("%s, %s", name(reason).data(), isPeerKnown ? "known" : "unknown")
            << reason << isPeerKnown << isFinal << seconds;
    };
    for (const bool isPeerKnown : {false, true}) {
        for (const auto reason : {EndReason::NotAPeer, EndReason::HandshakeFailed,
                 EndReason::BadFrame, EndReason::BadRecord, EndReason::MessageTooLong,
                 EndReason::NotAuthentic, EndReason::BadVerification})
            row(reason, isPeerKnown, !isPeerKnown);
        for (const auto reason :
            {EndReason::UnknownServerKey, EndReason::NotAuthorised, EndReason::InternalError})
            row(reason, isPeerKnown, true);
        for (const auto reason : {EndReason::ChangedServerKey, EndReason::WaitsForApproval})
            row(reason, isPeerKnown, false, 30);
        for (const auto reason : {EndReason::ClosedByPeer, EndReason::Truncated, EndReason::Lost,
                 EndReason::HandshakeTimeout, EndReason::ReplyTimeout})
            row(reason, isPeerKnown, false);
    }
}

void TestNextAttempt::endDecides()
{
    QFETCH(EndReason, reason);
    QFETCH(bool, isPeerKnown);
    ConnectionEnded how;
    how.reason = reason;
    if (isPeerKnown)
        how.peer.emplace();
    const auto next = nextAfter(how, isPeerKnown);
    QTEST(next.isFinal, "isFinal");
    QTEST(static_cast<int>(next.leastDelay / 1s), "leastDelay");
}

QTEST_APPLESS_MAIN(TestNextAttempt)
#include "tst_nextattempt.moc"

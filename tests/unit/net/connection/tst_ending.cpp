// SPDX-License-Identifier: MIT
#include "core/net/connection/ending.h"

#include <QTest>

#include <cerrno>
#include <cstring>
#include <new>

using namespace sealcord;

class TestEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causeIsNamed_data();
    void causeIsNamed();
};

void TestEnding::causeIsNamed_data()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const Ending &ending, EndReason reason,
                         const std::string &text) {
        QTest::newRow(name) << ending << reason << text;
    };

    row("goodbye", endingOf(PeerClosed{true}, Role::Agent), EndReason::ClosedByPeer,
        "close message");
    row("an agent that is not authorised",
        endingOf(PeerClosed{true, CloseReason::NotAuthorised}, Role::Agent),
        EndReason::NotAuthorised, "the server does not admit this agent any longer");
    row("a server is told so", endingOf(PeerClosed{true, CloseReason::NotAuthorised}, Role::Server),
        EndReason::ClosedByPeer, "close message: not authorised");
    row("goodbye of anybody", endingOf(PeerClosed{false}, Role::Agent),
        EndReason::ClosedByPeerUnauthenticated, "unauthenticated close message");
    row("stream, in the handshake", endingOf(StreamEnd::InHandshake), EndReason::Truncated,
        "closed during the handshake");
    row("stream, in a message", endingOf(StreamEnd::InMessage), EndReason::Truncated,
        "closed in the middle of a message");
    row("stream, between messages", endingOf(StreamEnd::BetweenMessages),
        EndReason::EndedWithoutGoodbye, "no close message");
    row("goodbye without an answer",
        unanswered({EndReason::IdleTimeout, "idle for 5 s", CloseReason::Idle}, {}),
        EndReason::IdleTimeout, "idle for 5 s; the peer's close message did not come");
    row("goodbye with another answer",
        unanswered({EndReason::ClosedByUs, "enough"}, "record failed authentication"),
        EndReason::ClosedByUs,
        "enough; the peer's close message did not come: record failed authentication");
    row("session", endingOf(Failure{Failure::Reason::NotAuthentic, "as it says"}),
        EndReason::NotAuthentic, "as it says");
    row("memory", endingOf(std::bad_alloc()), EndReason::BufferOverflow,
        "there is no memory for a message");
    row("reset, when reading", endingOfSocket(ECONNRESET), EndReason::Lost,
        "connection reset by the peer");
    row("reset, when writing", endingOfSocket(EPIPE), EndReason::Lost,
        "connection reset by the peer");
    row("network", endingOfSocket(ETIMEDOUT), EndReason::Lost, std::strerror(ETIMEDOUT));
}

void TestEnding::causeIsNamed()
{
    QFETCH(Ending, ending);
    QTEST(ending.reason, "reason");
    QTEST(ending.text, "text");
}

QTEST_APPLESS_MAIN(TestEnding)
#include "tst_ending.moc"

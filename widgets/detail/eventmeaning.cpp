// SPDX-License-Identifier: MIT
#include "widgets/detail/eventmeaning.h"

#include "core/traffic/describe.h"

#include <QCoreApplication>

namespace sealcord {

namespace {

QString withWhoCanEnd(const QString &meaning)
{
    return meaning + u' ' + describeWhoCanEnd();
}

// Ends that are nobody's fault, and those of the network.
QString endMeaning(EndReason reason)
{
    switch (reason) {
    case EndReason::ClosedByPeer:
        return withWhoCanEnd(QCoreApplication::translate(
            "EventMeaning", "The peer said goodbye, and the goodbye was sealed."));
    case EndReason::ClosedByPeerUnauthenticated:
        return withWhoCanEnd(QCoreApplication::translate(
            "EventMeaning", "A goodbye came in the peer's name, and it was not sealed."));
    case EndReason::EndedWithoutGoodbye:
        return withWhoCanEnd(QCoreApplication::translate("EventMeaning",
            "The stream ended between two messages, without a goodbye. The peer may have been "
            "killed, or somebody on the way cut the connection."));
    case EndReason::Truncated:
        return QCoreApplication::translate("EventMeaning",
            "The stream ended in the middle of something: what came of it is not shown.");
    case EndReason::Lost:
        return QCoreApplication::translate(
            "EventMeaning", "The network failed. Look at the way to the peer, then connect again.");
    case EndReason::ClosedByUs:
        return QCoreApplication::translate("EventMeaning", "This program said goodbye.");
    default:
        return {};
    }
}

QString faultMeaning(EndReason reason)
{
    switch (reason) {
    case EndReason::NotAPeer:
        return QCoreApplication::translate("EventMeaning",
            "Something that does not speak this protocol connected: a browser, a port scanner, or "
            "the wrong port.");
    case EndReason::HandshakeFailed:
        return QCoreApplication::translate("EventMeaning",
            "No key could be agreed. Different versions, or somebody on the way changes bytes.");
    case EndReason::BadRecord:
        return QCoreApplication::translate("EventMeaning",
            "What the peer sent breaks the protocol. Nobody on the way can do that unnoticed: the "
            "peer is faulty.");
    case EndReason::BadVerification:
        return QCoreApplication::translate("EventMeaning",
            "The two shares of the code do not fit together: somebody may be in between.");
    case EndReason::BadFrame:
        return QCoreApplication::translate(
            "EventMeaning", "The peer announced a length that no message can have.");
    case EndReason::MessageTooLong:
        return QCoreApplication::translate("EventMeaning",
            "The peer announced a message over the limit. The limit is in the settings.");
    case EndReason::NotAuthentic:
        return QCoreApplication::translate("EventMeaning",
            "The tag of a message does not verify: it was changed on the way, or the peer is "
            "faulty. Nothing of it was used.");
    case EndReason::KeyExhausted:
        return QCoreApplication::translate("EventMeaning",
            "The key has sealed as many messages as it may. A new connection has a new key.");
    case EndReason::InternalError:
        return QCoreApplication::translate("EventMeaning",
            "The crypto library or the random number generator failed on this machine.");
    default:
        return {};
    }
}

QString trustMeaning(EndReason reason)
{
    switch (reason) {
    case EndReason::UnknownServerKey:
        return QCoreApplication::translate("EventMeaning",
            "Nobody has verified that it is the server that you mean. Nothing was sent.");
    case EndReason::ChangedServerKey:
        return QCoreApplication::translate("EventMeaning",
            "Somebody may be between you and the server, or it was given a new key. Nothing was "
            "sent.");
    case EndReason::NotAuthorised:
        return QCoreApplication::translate(
            "EventMeaning", "The agent's key is not among those that the server admits.");
    case EndReason::WaitsForApproval:
        return QCoreApplication::translate("EventMeaning",
            "A person at the server has to approve the agent's key. It gets in at its next try.");
    default:
        return {};
    }
}

QString limitMeaning(EndReason reason)
{
    switch (reason) {
    case EndReason::HandshakeTimeout:
    case EndReason::FrameTimeout:
    case EndReason::SendTimeout:
    case EndReason::IdleTimeout:
    case EndReason::ReplyTimeout:
        return QCoreApplication::translate(
            "EventMeaning", "The peer took longer than allowed. The time is in the settings.");
    case EndReason::PendingOverflow:
    case EndReason::BufferOverflow:
        return QCoreApplication::translate("EventMeaning",
            "There was too much that is not finished, and this connection had to make room. Many "
            "such ends at once may be an attack.");
    default:
        return {};
    }
}

QString gapMeaning(GapReason reason)
{
    switch (reason) {
    case GapReason::QueueFull:
        return QCoreApplication::translate(
            "EventMeaning", "More came than can be shown. On the wire nothing was lost.");
    case GapReason::Forgotten:
        return QCoreApplication::translate(
            "EventMeaning", "They made room for newer ones. How much is kept is in the settings.");
    case GapReason::Paused:
        return QCoreApplication::translate(
            "EventMeaning", "The list was paused and full. On the wire nothing was lost.");
    case GapReason::NotRecorded:
        return QCoreApplication::translate("EventMeaning",
            "They are not in the recording: they could not be written down, or made room for newer "
            "ones. On the wire nothing was lost.");
    case GapReason::Several:
        return QCoreApplication::translate("EventMeaning",
            "Some were more than can be shown, some made room for newer ones. On the wire nothing "
            "was lost.");
    case GapReason::Cleared:
        return QCoreApplication::translate("EventMeaning", "The list was cleared.");
    }
    Q_UNREACHABLE();
}

QString endedMeaning(EndReason reason)
{
    QString meaning = endMeaning(reason);
    if (meaning.isEmpty())
        meaning = faultMeaning(reason);
    if (meaning.isEmpty())
        meaning = trustMeaning(reason);
    return meaning.isEmpty() ? limitMeaning(reason) : meaning;
}

QString establishedMeaning(Protection protection)
{
    switch (protection) {
    case Protection::NotAuthenticated:
        return QCoreApplication::translate("EventMeaning",
            "A key is agreed: from here on messages are encrypted. Who the peer is was not "
            "checked.");
    case Protection::FirstContact:
        return QCoreApplication::translate("EventMeaning",
            "Keys are agreed, and the peer has one of its own, but nobody has verified whose.");
    case Protection::Pinned:
        return QCoreApplication::translate(
            "EventMeaning", "Keys are agreed, and the peer has the same key as before.");
    case Protection::Verified:
        return QCoreApplication::translate(
            "EventMeaning", "Keys are agreed, and the peer's own key is a verified one.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString meaningOf(const TrafficRow &row)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return gapMeaning(row.gap);
    switch (row.event) {
    case EventKind::ConnectionOpened:
        return QCoreApplication::translate("EventMeaning",
            "A connection exists, but nothing is agreed and nothing is protected yet.");
    case EventKind::ConnectionEstablished:
        return establishedMeaning(row.protection);
    case EventKind::ConnectionEnded:
        return endedMeaning(row.endReason);
    case EventKind::ConnectionRefused:
        return QCoreApplication::translate("EventMeaning",
            "The server did not take it, for the reason that stands here. The limits on "
            "connections "
            "are in the settings.");
    case EventKind::AcceptingPaused:
        return QCoreApplication::translate("EventMeaning",
            "The system gives no more connections for now. Accepting goes on by itself.");
    case EventKind::Started:
        return QCoreApplication::translate("EventMeaning", "Agents can connect.");
    case EventKind::StartFailed:
        return QCoreApplication::translate("EventMeaning",
            "The address or port cannot be used. Choose another, then start again.");
    case EventKind::Stopped:
        return QCoreApplication::translate("EventMeaning", "Nobody can connect any more.");
    case EventKind::Connecting:
        return QCoreApplication::translate("EventMeaning", "An attempt to reach the server began.");
    case EventKind::ConnectFailed:
        return QCoreApplication::translate("EventMeaning",
            "No address of the server could be reached. Is it running, and is the port right?");
    case EventKind::NotSent:
        return QCoreApplication::translate(
            "EventMeaning", "Nothing of this message went out. The connection is not harmed.");
    case EventKind::StreamOpened:
        return QCoreApplication::translate(
            "EventMeaning", "The service has answered: bytes can pass, in both directions.");
    case EventKind::StreamClosed:
        return QCoreApplication::translate(
            "EventMeaning", "Nothing passes any more. The connection stays, and so do others.");
    case EventKind::StreamRefused:
        return QCoreApplication::translate("EventMeaning",
            "It never led to a service, for the reason that stands here. The connection is not "
            "harmed.");
    }
    Q_UNREACHABLE();
}

} // namespace sealcord

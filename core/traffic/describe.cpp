// SPDX-License-Identifier: MIT
#include "core/traffic/describe.h"

#include "core/text/figures.h"
#include "core/text/visibletext.h"
#include "core/traffic/detailtext.h"

#include <QCoreApplication>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Reasons {
    Q_DECLARE_TR_FUNCTIONS(EndReason)
};

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(Traffic)
};

constexpr qsizetype longestDetail = 1000; // of an event, in characters

QString describeGap(const TrafficRow &gap)
{
    const auto count = gap.missing;
    const auto many = pluralOf(count);
    const auto text = [&]() -> QString {
        switch (gap.gap) {
        case GapReason::QueueFull:
            return count == 1 ? Sentences::tr("1 message not kept (more came than can be shown)")
                              : Sentences::tr("%1 messages not kept (more came than can be shown)",
                                    nullptr, many);
        case GapReason::Forgotten:
            return count == 1
                ? Sentences::tr("1 message not kept (the view was full)")
                : Sentences::tr("%1 messages not kept (the view was full)", nullptr, many);
        case GapReason::Paused:
            return count == 1 ? Sentences::tr("1 message not kept (the view was paused and full)")
                              : Sentences::tr("%1 messages not kept (the view was paused and full)",
                                    nullptr, many);
        case GapReason::NotRecorded:
            return count == 1 ? Sentences::tr("1 message not recorded")
                              : Sentences::tr("%1 messages not recorded", nullptr, many);
        case GapReason::Several:
            return count == 1 ? Sentences::tr("1 message not kept")
                              : Sentences::tr("%1 messages not kept", nullptr, many);
        case GapReason::Cleared:
            return count == 1 ? Sentences::tr("1 message cleared")
                              : Sentences::tr("%1 messages cleared", nullptr, many);
        }
        std::unreachable();
    }();
    auto all = count == 1 ? text : text.arg(formatCount(count));
    if (gap.ordinal == 0)
        return all;
    return (gap.ordinal == 1 ? Sentences::tr("%1, 1 of them marked", "what is missing")
                             : Sentences::tr("%1, %2 of them marked", "what is missing"))
        .arg(all, formatCount(gap.ordinal));
}

QString describeEvent(const TrafficRow &row)
{
    const auto peer = describe(row.connection);
    const auto english = previewText(row.content, longestDetail);
    const auto detail = describeDetail(english);
    switch (row.event) {
    case EventKind::ConnectionOpened:
        return Sentences::tr("Connection with %1 opened").arg(peer);
    case EventKind::ConnectionEstablished:
        return Sentences::tr("Handshake done with %1: %2 (%3)")
            .arg(peer, describe(row.protection), detail);
    case EventKind::ConnectionEnded:
        return (isFault(row.endReason) ? Sentences::tr("Connection with %1 failed: %2")
                                       : Sentences::tr("Connection with %1 ended: %2"))
            .arg(peer, describe(row.endReason, english));
    case EventKind::ConnectionRefused:
        return Sentences::tr("Connection from %1 refused: %2").arg(peer, detail);
    case EventKind::AcceptingPaused:
        return Sentences::tr("Accepting connections pauses: %1").arg(detail);
    case EventKind::Started:
        return Sentences::tr("Listening on %1").arg(detail);
    case EventKind::StartFailed:
        return Sentences::tr("Could not start: %1").arg(detail);
    case EventKind::Stopped:
        return Sentences::tr("Stopped");
    case EventKind::Connecting:
        return Sentences::tr("Connecting to %1").arg(detail);
    case EventKind::ConnectFailed:
        return Sentences::tr("Could not connect: %1").arg(detail);
    case EventKind::NotSent:
        return Sentences::tr("Not sent to %1: %2").arg(peer, detail);
    case EventKind::StreamOpened:
        return Sentences::tr("Stream with %1 opened: %2").arg(peer, detail);
    case EventKind::StreamClosed:
        return Sentences::tr("Stream with %1 closed: %2").arg(peer, detail);
    case EventKind::StreamRefused:
        return row.connection.peer == Endpoint()
            ? Sentences::tr("Stream refused: %1").arg(detail)
            : Sentences::tr("Stream with %1 refused: %2").arg(peer, detail);
    }
    std::unreachable();
}

/// What describe() translates, which the details begin with.
const char *englishOf(EndReason reason)
{
    switch (reason) {
    case EndReason::ClosedByPeer:
        return QT_TRANSLATE_NOOP("EndReason", "closed by the peer");
    case EndReason::ClosedByPeerUnauthenticated:
        return QT_TRANSLATE_NOOP("EndReason", "closed by the peer, or by somebody in its name");
    case EndReason::EndedWithoutGoodbye:
        return QT_TRANSLATE_NOOP("EndReason", "ended by the peer without a goodbye");
    case EndReason::Truncated:
        return QT_TRANSLATE_NOOP("EndReason", "cut off");
    case EndReason::Lost:
        return QT_TRANSLATE_NOOP("EndReason", "connection lost");
    case EndReason::NotAPeer:
        return QT_TRANSLATE_NOOP("EndReason", "not a Sealcord peer");
    case EndReason::HandshakeFailed:
        return QT_TRANSLATE_NOOP("EndReason", "handshake failed");
    case EndReason::UnknownServerKey:
        return QT_TRANSLATE_NOOP("EndReason", "the server's key is not known");
    case EndReason::ChangedServerKey:
        return QT_TRANSLATE_NOOP("EndReason", "the server's key has changed");
    case EndReason::NotAuthorised:
        return QT_TRANSLATE_NOOP("EndReason", "the agent is not authorised");
    case EndReason::WaitsForApproval:
        return QT_TRANSLATE_NOOP("EndReason", "the agent waits for approval");
    case EndReason::BadFrame:
        return QT_TRANSLATE_NOOP("EndReason", "bad frame");
    case EndReason::BadRecord:
        return QT_TRANSLATE_NOOP("EndReason", "bad record");
    case EndReason::MessageTooLong:
        return QT_TRANSLATE_NOOP("EndReason", "message too long");
    case EndReason::NotAuthentic:
        return QT_TRANSLATE_NOOP("EndReason", "message not authentic");
    case EndReason::BadVerification:
        return QT_TRANSLATE_NOOP("EndReason", "the comparison of codes was tampered with");
    case EndReason::HandshakeTimeout:
        return QT_TRANSLATE_NOOP("EndReason", "handshake not finished in time");
    case EndReason::FrameTimeout:
        return QT_TRANSLATE_NOOP("EndReason", "message not finished in time");
    case EndReason::SendTimeout:
        return QT_TRANSLATE_NOOP("EndReason", "the peer took what it is owed too slowly");
    case EndReason::IdleTimeout:
        return QT_TRANSLATE_NOOP("EndReason", "nothing was said for too long");
    case EndReason::PendingOverflow:
        return QT_TRANSLATE_NOOP("EndReason", "made room for newer handshakes");
    case EndReason::BufferOverflow:
        return QT_TRANSLATE_NOOP("EndReason", "messages under way took too much memory");
    case EndReason::KeyExhausted:
        return QT_TRANSLATE_NOOP("EndReason", "key used up");
    case EndReason::ReplyTimeout:
        return QT_TRANSLATE_NOOP("EndReason", "no reply in time");
    case EndReason::ClosedByUs:
        return QT_TRANSLATE_NOOP("EndReason", "closed by this side");
    case EndReason::InternalError:
        return QT_TRANSLATE_NOOP("EndReason", "internal error");
    }
    std::unreachable();
}

/// What follows \a words in \a detail, which begins with them.
QString restOf(const QString &detail, QLatin1StringView words)
{
    const auto rest = detail.sliced(words.size());
    return rest.startsWith(": "_L1) ? ": "_L1 + describeDetail(rest.sliced(2)) : rest;
}

} // namespace

QString describe(EndReason reason)
{
    return Reasons::tr(englishOf(reason));
}

QString describe(std::optional<EndReason> reason, const QString &detail)
{
    if (!reason)
        return Reasons::tr("how it ended was not seen");
    auto words = describe(*reason);
    if (detail.isEmpty())
        return words;
    const QLatin1StringView english(englishOf(*reason));
    if (detail.startsWith(english, Qt::CaseInsensitive)) // once is enough, in either language
        return words == english ? detail : words + restOf(detail, english);
    return Reasons::tr("%1: %2", "how a connection ended: detail")
        .arg(words, describeDetail(detail));
}

QString describe(const ConnectionName &connection)
{
    auto address = connection.peer.toString();
    const auto name = connection.known.name();
    if (name.empty())
        return address;
    return Sentences::tr("%1 (%2)", "name, address")
        .arg(previewText(std::as_bytes(std::span(name)), longestDetail), address);
}

QString describe(Protection protection)
{
    switch (protection) {
    case Protection::NotAuthenticated:
        return Sentences::tr("encrypted, not authenticated");
    case Protection::FirstContact:
        return Sentences::tr("first contact, not yet verified");
    case Protection::Pinned:
        return Sentences::tr("pinned", "the peer's key is the same as before");
    case Protection::Verified:
        return Sentences::tr("verified", "the peer's key");
    }
    std::unreachable();
}

QString describeWhoCanEnd()
{
    return Sentences::tr("Only the two that agreed the key can seal a goodbye. One that is not "
                         "sealed, and the end of the stream without one, can come from anybody on "
                         "the way.");
}

QString describe(const TrafficRow &row)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return describeGap(row);
    if (row.kind != TrafficRow::Kind::StreamData)
        return describeEvent(row);
    const auto size = formatBytes(row.content.size());
    return (row.direction == Direction::In ? Sentences::tr("%1 came in on stream %2", "12 bytes")
                                           : Sentences::tr("%1 went out on stream %2", "12 bytes"))
        .arg(size, describeStream(row));
}

QString describeStream(const TrafficRow &row)
{
    const auto target = row.target.name();
    return QString::fromUtf8(target.data(), qsizetype(target.size())) + QStringLiteral(" #")
        + QString::number(row.stream);
}

QString describePlace(const TrafficRow &message)
{
    return Sentences::tr("message %1 of %2 of its record")
        .arg(formatCount(quint64(message.index) + 1), formatCount(message.inFrame));
}

QString describe(FieldKind field)
{
    switch (field) {
    case FieldKind::PacketId:
        return Sentences::tr("Kind of packet");
    case FieldKind::PublicKey:
        return Sentences::tr("Public key");
    case FieldKind::VerifyToken:
        return Sentences::tr("Verify token");
    case FieldKind::Length:
        return Sentences::tr("Length");
    case FieldKind::Nonce:
        return Sentences::tr("Nonce");
    case FieldKind::Ciphertext:
        return Sentences::tr("Ciphertext");
    case FieldKind::Tag:
        return Sentences::tr("Tag");
    case FieldKind::Magic:
        return Sentences::tr("Magic bytes");
    case FieldKind::Version:
        return Sentences::tr("Version");
    case FieldKind::Mode:
        return Sentences::tr("Mode");
    case FieldKind::Status:
        return Sentences::tr("Status");
    case FieldKind::SealedStaticKey:
        return Sentences::tr("Key of whoever sends it, sealed");
    case FieldKind::SealedHello:
        return Sentences::tr("Name and limit, sealed");
    case FieldKind::SealedLength:
        return Sentences::tr("Length of the message");
    case FieldKind::OtherMessages:
        return Sentences::tr("Other messages of the record");
    case FieldKind::SealedType:
        return Sentences::tr("Type of the record");
    }
    std::unreachable();
}

QString describe(EventLevel level, bool withGlyph)
{
    switch (level) {
    case EventLevel::Info:
        return withGlyph ? Sentences::tr("• info") : Sentences::tr("info");
    case EventLevel::Warning:
        return withGlyph ? Sentences::tr("▲ warning") : Sentences::tr("warning");
    case EventLevel::Error:
        return withGlyph ? Sentences::tr("✕ error") : Sentences::tr("error");
    }
    std::unreachable();
}

QString describe(Direction direction, bool withGlyph)
{
    if (direction == Direction::In)
        return withGlyph ? Sentences::tr("▼ in") : Sentences::tr("in");
    return withGlyph ? Sentences::tr("▲ out") : Sentences::tr("out");
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/traffic/detailtext.h"

#include <QCoreApplication>
#include <QLatin1StringView>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mayDiffer = QT_TRANSLATE_NOOP("Detail",
    "the server ended the connection after the handshake; where a pre-shared key is"
    " used, it may differ");
constexpr auto tooMuchUnderWay = QT_TRANSLATE_NOOP("Detail",
    "messages under way need more than %1 bytes together; this connection held %2, "
    "which moved at %3 bytes/s");
constexpr auto changedOnTheWay = QT_TRANSLATE_NOOP("Detail",
    "the handshake failed verification: changed on the way, or another pre-shared "
    "key");

// The rooms below know no translation: a log has these as they are. A test holds that they are
// still said so. The first one that fits counts.
constexpr const char *known[] = {
    QT_TRANSLATE_NOOP("Detail", "closed during the handshake"),
    mayDiffer,
    QT_TRANSLATE_NOOP("Detail", "closed in the middle of a message"),
    QT_TRANSLATE_NOOP("Detail", "no close message"),
    QT_TRANSLATE_NOOP("Detail", "there is no memory for a message"),
    QT_TRANSLATE_NOOP("Detail", "connection reset by the peer"),
    QT_TRANSLATE_NOOP("Detail", "unauthenticated close message"),
    QT_TRANSLATE_NOOP("Detail", "the server does not admit this agent any longer"),
    QT_TRANSLATE_NOOP("Detail", "close message"),
    QT_TRANSLATE_NOOP("Detail", "close message: %1"),
    QT_TRANSLATE_NOOP("Detail", "shutting down"),
    QT_TRANSLATE_NOOP("Detail", "not authorised"),
    QT_TRANSLATE_NOOP("Detail", "waits for approval"),
    QT_TRANSLATE_NOOP("Detail", "idle too long"),
    QT_TRANSLATE_NOOP("Detail", "reason %1"),
    QT_TRANSLATE_NOOP("Detail", "not finished in time"),
    QT_TRANSLATE_NOOP("Detail", "handshake not finished in %1"),
    QT_TRANSLATE_NOOP("Detail", "idle for %1"),
    QT_TRANSLATE_NOOP("Detail", "a message of %1 bytes was not finished in time"),
    QT_TRANSLATE_NOOP("Detail", "nothing of what it is owed was taken in %1"),
    QT_TRANSLATE_NOOP(
        "Detail", "%1 bytes of what it is owed were taken in %2, and the least is %3 bytes/s"),
    tooMuchUnderWay,
    QT_TRANSLATE_NOOP("Detail", "handshake not finished when newer ones needed the room"),
    QT_TRANSLATE_NOOP("Detail", "disconnected by hand"),
    QT_TRANSLATE_NOOP("Detail", "the agent's key is not authorised any longer"),
    QT_TRANSLATE_NOOP("Detail", "the server stops"),
    QT_TRANSLATE_NOOP("Detail", "the agent ends"),
    QT_TRANSLATE_NOOP("Detail", "the agent is done"),
    QT_TRANSLATE_NOOP("Detail", "the server takes no new streams"),
    QT_TRANSLATE_NOOP("Detail", "no answer to a ping in time"),
    QT_TRANSLATE_NOOP("Detail", "one key has sealed all the messages that it may"),
    QT_TRANSLATE_NOOP("Detail", "sealing a message failed"),
    QT_TRANSLATE_NOOP("Detail", "a frame of length %1 cannot hold a tag"),
    QT_TRANSLATE_NOOP("Detail", "message of %1 bytes is over the limit of %2"),
    QT_TRANSLATE_NOOP("Detail", "the peer sealed more messages than one key allows"),
    QT_TRANSLATE_NOOP("Detail", "message failed authentication"),
    QT_TRANSLATE_NOOP("Detail", "the random number generator failed"),
    QT_TRANSLATE_NOOP("Detail", "the peer's public key is of low order"),
    QT_TRANSLATE_NOOP("Detail", "the server did not prove that it agreed the same key"),
    QT_TRANSLATE_NOOP("Detail", "sealing the verify token failed"),
    QT_TRANSLATE_NOOP("Detail", "the verify token of the request is no 64-bit number"),
    QT_TRANSLATE_NOOP("Detail", "not a classic server: %1"),
    QT_TRANSLATE_NOOP("Detail", "not a Sealcord peer: %1"),
    QT_TRANSLATE_NOOP("Detail", "the agent speaks the %1 protocol, which is not taken here"),
    QT_TRANSLATE_NOOP("Detail", "%1, first byte %2"),
    QT_TRANSLATE_NOOP("Detail", "first byte %1"),
    QT_TRANSLATE_NOOP("Detail", "a TLS ClientHello"),
    QT_TRANSLATE_NOOP("Detail", "a TLS alert"),
    QT_TRANSLATE_NOOP("Detail", "an HTTP request"),
    QT_TRANSLATE_NOOP("Detail", "an HTTP response"),
    QT_TRANSLATE_NOOP("Detail", "an SSH banner"),
    QT_TRANSLATE_NOOP("Detail", "the peer's key makes a secret that anybody knows"),
    QT_TRANSLATE_NOOP("Detail", "sealing a part of the handshake failed"),
    changedOnTheWay,
    QT_TRANSLATE_NOOP("Detail", "record failed authentication"),
    QT_TRANSLATE_NOOP("Detail", "the peer sealed more records than one connection allows"),
    QT_TRANSLATE_NOOP("Detail", "opening a record failed"),
    QT_TRANSLATE_NOOP("Detail", "sealing a record failed"),
    QT_TRANSLATE_NOOP("Detail", "preparing the keys failed"),
    QT_TRANSLATE_NOOP("Detail", "a record of length %1 cannot hold a type"),
    QT_TRANSLATE_NOOP("Detail", "the agent speaks version %1 of the sealed protocol, not 1"),
    QT_TRANSLATE_NOOP("Detail", "the agent uses a pre-shared key, and there is none here"),
    QT_TRANSLATE_NOOP("Detail", "the agent uses no pre-shared key"),
    QT_TRANSLATE_NOOP("Detail", "the server's preamble is not the answer to ours"),
    QT_TRANSLATE_NOOP("Detail", "somebody at the server has to approve this agent"),
    QT_TRANSLATE_NOOP("Detail", "the server does not admit this agent"),
    QT_TRANSLATE_NOOP("Detail", "there is no memory for another connection"),
    QT_TRANSLATE_NOOP("Detail", "the limit of %1 connections is reached"),
    QT_TRANSLATE_NOOP("Detail", "the limit of %1 connections from one address is reached"),
    QT_TRANSLATE_NOOP("Detail", "the limit of threads or of memory is reached"),
    QT_TRANSLATE_NOOP("Detail", "the limit of open files is reached"),
    QT_TRANSLATE_NOOP("Detail", "cannot start a thread: %1"),
    QT_TRANSLATE_NOOP("Detail", "cannot listen on %1: %2"),
    QT_TRANSLATE_NOOP("Detail", "the port is in use by another program"),
    QT_TRANSLATE_NOOP("Detail", "the system keeps this port for privileged programs"),
    QT_TRANSLATE_NOOP("Detail", "this machine has no such address"),
    QT_TRANSLATE_NOOP("Detail", "cannot look up %1: %2"),
    QT_TRANSLATE_NOOP("Detail", "unknown host %1"),
    QT_TRANSLATE_NOOP("Detail", "%1: connection refused"),
    QT_TRANSLATE_NOOP("Detail", "%1: no answer in %2 s"),
    QT_TRANSLATE_NOOP("Detail", "the connection is not established"),
    QT_TRANSLATE_NOOP("Detail", "the message is over the limit"),
    QT_TRANSLATE_NOOP("Detail", "the peer reads too slowly, and too much waits for it already"),
    QT_TRANSLATE_NOOP("Detail", "messages for peers that read slowly need too much memory already"),
    QT_TRANSLATE_NOOP("Detail", "the connection failed"),
    QT_TRANSLATE_NOOP("Detail", "cancelled"),
    QT_TRANSLATE_NOOP("Detail", "ended here by hand"),
    QT_TRANSLATE_NOOP("Detail", "connection refused"),
    QT_TRANSLATE_NOOP("Detail", "unreachable"),
    QT_TRANSLATE_NOOP("Detail", "not allowed"),
    QT_TRANSLATE_NOOP("Detail", "not allowed any longer"),
    QT_TRANSLATE_NOOP("Detail", "no such target"),
    QT_TRANSLATE_NOOP("Detail", "limit reached"),
    QT_TRANSLATE_NOOP("Detail", "the connection has ended"),
    QT_TRANSLATE_NOOP("Detail", "the agent is not connected"),
    QT_TRANSLATE_NOOP("Detail", "the agent may not publish it"),
    QT_TRANSLATE_NOOP("Detail", "the server is not there"),
    QT_TRANSLATE_NOOP("Detail", "the server is shutting down"),
    QT_TRANSLATE_NOOP("Detail", "the other end takes no more streams at once"),
    QT_TRANSLATE_NOOP("Detail", "%1 (%2 bytes)"),
    QT_TRANSLATE_NOOP("Detail", "%1, fingerprint %2"),
    QT_TRANSLATE_NOOP("Detail", "%1, key %2"),
};

constexpr qsizetype holeSize = 2; // "%1"

/// What stands in \a detail where \a pattern has its holes, in order; none: it is not of that kind.
std::optional<QStringList> holesIn(QStringView detail, QLatin1StringView pattern)
{
    QStringList holes;
    for (auto hole = pattern.indexOf(u'%'); hole >= 0; hole = pattern.indexOf(u'%')) {
        if (!detail.startsWith(pattern.first(hole)))
            return {};
        detail = detail.sliced(hole);
        pattern = pattern.sliced(hole + holeSize);
        const auto next = pattern.indexOf(u'%');
        const auto piece = next < 0 ? pattern : pattern.first(next);
        const auto end = piece.isEmpty() ? detail.size() : detail.indexOf(piece);
        if (end <= 0)
            return {};
        holes += detail.first(end).toString();
        detail = detail.sliced(end);
    }
    return detail == pattern ? std::optional(holes) : std::nullopt;
}

// At once: what is filled in may hold a "%1", which a peer has sent.
QString filled(const QString &text, const QStringList &holes)
{
    switch (holes.size()) {
    case 0:
        return text;
    case 1:
        return text.arg(holes[0]);
    case 2:
        return text.arg(holes[0], holes[1]);
    default:
        Q_ASSERT(holes.size() == 3);
        return text.arg(holes[0], holes[1], holes[2]);
    }
}

} // namespace

QString describeDetail(const QString &detail)
{
    for (const auto *const pattern : known) {
        auto holes = holesIn(detail, QLatin1StringView(pattern));
        if (!holes)
            continue;
        for (auto &hole : *holes)
            hole = describeDetail(hole);
        return filled(QCoreApplication::translate("Detail", pattern), *holes);
    }
    const auto parts = detail.split("; "_L1); // of several addresses, each
    if (parts.size() == 1)
        return detail;
    QStringList described;
    for (const auto &part : parts)
        described += describeDetail(part);
    return described.join("; "_L1);
}

} // namespace sealcord

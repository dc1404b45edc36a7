// SPDX-License-Identifier: MIT
#include "widgets/connection/connectiontext.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ConnectionText)
};

} // namespace

QString describeProtocol(Protocol protocol)
{
    switch (protocol) {
    case Protocol::None:
        return Text::tr("not known yet");
    case Protocol::Classic:
        return Text::tr("Classic, chosen by its first byte; it carries no version number");
    case Protocol::Sealed:
        return Text::tr("Sealed, version 1, chosen by its first byte");
    }
    std::unreachable();
}

QString describeCipher(std::optional<AeadEngine> engine)
{
    if (!engine)
        return u"AES-256-GCM (SP 800-38D)"_s;
    return Text::tr("AES-256-GCM (SP 800-38D), computed by %1")
        .arg(QString::fromStdString(description(*engine)));
}

QString describe(PacketKind packet)
{
    switch (packet) {
    case PacketKind::Unknown:
        return Text::tr("Unknown packet");
    case PacketKind::EncryptionRequest:
        return Text::tr("Encryption request");
    case PacketKind::EncryptionResponse:
        return Text::tr("Encryption response");
    case PacketKind::Opening:
        return Text::tr("Preamble and message 1");
    case PacketKind::Answer:
        return Text::tr("Preamble and message 2");
    case PacketKind::Refusal:
        return Text::tr("Refusal, which anybody could have written");
    case PacketKind::LastMessage:
        return Text::tr("Message 3");
    case PacketKind::Verdict:
        return Text::tr("Admission, or the reason for none");
    }
    std::unreachable();
}

QString describeSealed(quint64 sealed, quint64 budget)
{
    return Text::tr("%1 of %2 messages").arg(formatCount(sealed), formatCount(budget));
}

QString hexLines(std::span<const std::byte> bytes)
{
    constexpr std::size_t perLine = 16;
    QStringList lines;
    for (std::size_t at = 0; at < bytes.size(); at += perLine) {
        const auto line = bytes.subspan(at, std::min(perLine, bytes.size() - at));
        const QByteArray raw(
            reinterpret_cast<const char *>(line.data()), static_cast<qsizetype>(line.size()));
        lines += QString::fromLatin1(raw.toHex(' '));
    }
    return lines.join(u'\n');
}

QString groupedFingerprint(const Fingerprint &fingerprint)
{
    constexpr qsizetype group = 4;
    const auto whole = QString::fromStdString(fingerprint.toString());
    const auto colon = whole.indexOf(u':');
    QStringList groups;
    for (auto at = colon + 1; at < whole.size(); at += group)
        groups += whole.mid(at, group);
    return whole.left(colon + 1) + u' ' + groups.join(u' ');
}

// Values of one byte, as docs/protocols/sealed.md has them.
static QString describeByte(FieldKind field, unsigned value)
{
    switch (field) {
    case FieldKind::Mode:
        return value == 0 ? Text::tr("XX, without a pre-shared key")
            : value == 1  ? Text::tr("XXpsk3, with a pre-shared key")
                          : Text::tr("not known");
    case FieldKind::Status:
        return value == 0 ? Text::tr("asks", "status in a handshake")
            : value == 1  ? Text::tr("goes on", "status in a handshake")
            : value == 2  ? Text::tr("refuses the version", "status in a handshake")
            : value == 3  ? Text::tr("refuses the mode", "status in a handshake")
                          : Text::tr("not known");
    default:
        return formatCount(value);
    }
}

QString describeValue(FieldKind field, std::span<const std::byte> bytes)
{
    const auto byte = [&](std::size_t at) { return std::to_integer<unsigned>(bytes[at]); };
    switch (field) {
    case FieldKind::Version:
    case FieldKind::Mode:
    case FieldKind::Status:
        return bytes.size() == 1 ? describeByte(field, byte(0)) : QString();
    case FieldKind::Length:
        return bytes.size() == 2 ? Text::tr("%1 follow").arg(formatBytes(byte(0) << 8 | byte(1)))
                                 : QString();
    default:
        return {};
    }
}

QString describeValue(FieldKind field, const ConnectionInfo &info)
{
    for (const auto &packet : info.handshake) {
        const std::span bytes(packet.bytes);
        const auto fields = dissectHandshake(packet.protocol, bytes);
        const auto found = std::ranges::find(fields, field, &Field::kind);
        if (found != fields.end())
            return describeValue(field, bytes.subspan(found->offset, found->length));
    }
    return {};
}

QString describeKeyUse(const KeyUse &use, bool hasEnded)
{
    const auto records = use.records == 1
        ? Text::tr("1 record")
        : Text::tr("%1 records", nullptr, pluralOf(use.records)).arg(formatCount(use.records));
    const auto rekeys = use.rekeys() == 0 ? Text::tr("the key was not replaced yet")
        : use.rekeys() == 1
        ? Text::tr("the key was replaced once")
        : Text::tr("the key was replaced %1 times", nullptr, pluralOf(use.rekeys()))
              .arg(formatCount(use.rekeys()));
    if (hasEnded)
        return Text::tr("%1; %2", "records, rekeys").arg(records, rekeys);
    return Text::tr("%1; %2, and will be after %3 more", "records, rekeys, until the next")
        .arg(records, rekeys, formatCount(use.left()));
}

} // namespace sealcord

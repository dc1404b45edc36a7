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

QString describeCipher(AeadEngine engine)
{
    return Text::tr("AES-256-GCM (SP 800-38D), computed by %1")
        .arg(QString::fromStdString(description(engine)));
}

QString describe(FieldKind field)
{
    switch (field) {
    case FieldKind::PacketId:
        return Text::tr("Kind of packet");
    case FieldKind::PublicKey:
        return Text::tr("Public key");
    case FieldKind::VerifyToken:
        return Text::tr("Verify token");
    case FieldKind::Length:
        return Text::tr("Length");
    case FieldKind::Nonce:
        return Text::tr("Nonce");
    case FieldKind::Ciphertext:
        return Text::tr("Ciphertext");
    case FieldKind::Tag:
        return Text::tr("Tag");
    case FieldKind::Magic:
        return Text::tr("Magic bytes");
    case FieldKind::Version:
        return Text::tr("Version");
    case FieldKind::Mode:
        return Text::tr("Mode");
    case FieldKind::Status:
        return Text::tr("Status");
    case FieldKind::SealedStaticKey:
        return Text::tr("Key of this end, sealed", "field of a handshake");
    case FieldKind::SealedHello:
        return Text::tr("Name and limit, sealed");
    case FieldKind::SealedLength:
    case FieldKind::OtherMessages:
    case FieldKind::SealedType:
        return {}; // no handshake has them
    }
    std::unreachable();
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

QStringList whatIsNotGiven()
{
    return {
        Text::tr("Nobody knows who is at the other end: there is no certificate and no password. "
                 "Somebody in between who can redirect the connection could agree a key with each "
                 "side, read along and change what is said. Comparing the fingerprint over another "
                 "channel, such as a telephone call, shows whether that is so."),
        Text::tr("Messages are not numbered: somebody in between who cannot read them can still "
                 "drop, repeat or reorder them, or send one back to where it came from."),
        describeWhoCanEnd(),
        Text::tr("Number, length and time of messages are visible to whoever listens.")};
}

} // namespace sealcord

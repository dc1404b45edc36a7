// SPDX-License-Identifier: MIT
#include "widgets/detail/wirefields.h"

#include "core/protocol/endian.h"
#include "core/text/figures.h"
#include "core/traffic/describe.h"

#include <QCoreApplication>

#include <algorithm>

namespace sealcord {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(WirePane)
};

quint64 bigEndian(std::span<const std::byte> bytes)
{
    quint64 value = 0;
    for (const auto byte : bytes)
        value = value << 8 | std::to_integer<quint64>(byte);
    return value;
}

} // namespace

WireFields::WireFields(const TrafficRow &row, Protocol protocol)
    : m_row(row)
    , m_protocol(protocol)
    , m_fields(dissectFrame(
          protocol, row.frame, {row.content.size(), row.index, row.inFrame, row.before}))
{ }

QString WireFields::name(std::size_t field) const
{
    if (m_fields[field].kind != FieldKind::OtherMessages)
        return describe(m_fields[field].kind);
    return field > 0 && m_fields[field - 1].kind == FieldKind::Ciphertext
        ? Text::tr("Messages after it")
        : Text::tr("Messages before it");
}

QString WireFields::meaning(std::size_t field) const
{
    auto bytes = formatBytes(m_fields[field].length);
    switch (m_fields[field].kind) {
    case FieldKind::Length:
        return lengthMeaning(field);
    case FieldKind::Nonce:
        return Text::tr("%1, random").arg(bytes);
    case FieldKind::Ciphertext:
        return Text::tr("%1, AES-256-GCM").arg(bytes);
    case FieldKind::Tag:
        return m_row.direction == Direction::In ? Text::tr("%1, verified").arg(bytes)
                                                : Text::tr("%1, computed here").arg(bytes);
    case FieldKind::SealedLength:
        return Text::tr("%1, sealed: %2", "a field, and its value")
            .arg(bytes, formatCount(m_row.content.size()));
    case FieldKind::OtherMessages:
        return othersMeaning(field);
    case FieldKind::SealedType:
        return Text::tr("%1, sealed: %2", "a field, and its value").arg(bytes, typeMeaning(field));
    default:
        break; // of a handshake
    }
    return bytes;
}

QString WireFields::lengthMeaning(std::size_t field) const
{
    const auto &length = m_fields[field];
    const auto tag = std::ranges::find(m_fields.begin() + static_cast<std::ptrdiff_t>(field),
        m_fields.end(), FieldKind::Tag, &Field::kind);
    if (tag == m_fields.end())
        return formatBytes(length.length);
    const auto value = bigEndian(m_row.frame.subspan(length.offset, length.length));
    return Text::tr("%1: %2 of ciphertext, %3 of tag")
        .arg(formatCount(value), formatCount(value - std::min<quint64>(value, tag->length)),
            formatCount(tag->length));
}

QString WireFields::othersMeaning(std::size_t field) const
{
    const bool areAfter = m_fields[field - 1].kind == FieldKind::Ciphertext;
    const auto count = areAfter ? m_row.inFrame - 1 - m_row.index : m_row.index;
    const auto length = formatBytes(m_fields[field].length);
    return count == 1 ? Text::tr("%1: 1 message and its length").arg(length)
                      : Text::tr("%1: %2 messages and their lengths", nullptr, count)
                            .arg(length, formatCount(quint64(count)));
}

// What record it is shows in what it holds: its type cannot be read any more.
QString WireFields::typeMeaning(std::size_t field) const
{
    if (frames() > 1)
        return m_fields[field - 1].kind == FieldKind::SealedLength
            ? Text::tr("a message in parts follows", "type of a record")
            : Text::tr("a part of a message", "type of a record");
    const bool isBatch = std::ranges::count(m_fields, FieldKind::SealedLength, &Field::kind) > 0;
    return isBatch ? Text::tr("messages behind each other", "type of a record")
                   : Text::tr("one message", "type of a record");
}

QString WireFields::inFrames(std::size_t bytes, std::size_t frames) const
{
    const auto protection = bytes - std::min(bytes, m_row.content.size());
    return Text::tr("On the wire: %1 in %2 records, %3 of them protection", "bytes, records, bytes")
        .arg(formatBytes(bytes), formatCount(frames), formatCount(protection));
}

QString WireFields::notKept() const
{
    if (m_row.inFrame > 1)
        return Text::tr("On the wire: %1, whose bytes were not kept.").arg(describePlace(m_row));
    if (m_row.frames == 1)
        return Text::tr("The bytes on the wire of this message were not kept.");
    const auto bytes = lengthOnWire(m_protocol, m_row.content.size(), m_row.frames);
    return Text::tr("%1. The first says how long the message is, each of the others brought a part "
                    "of it and was opened as it came; their bytes were not kept.")
        .arg(inFrames(bytes, m_row.frames));
}

QString WireFields::summary() const
{
    if (m_row.frame.empty())
        return notKept();
    const auto size = formatBytes(m_row.frame.size());
    if (m_row.inFrame > 1)
        return Text::tr("On the wire: message %1 of %2 of a record of %3")
            .arg(formatCount(quint64(m_row.index) + 1), formatCount(m_row.inFrame), size);
    if (frames() > 1)
        return inFrames(m_row.frame.size(), frames());
    const auto protection = m_row.frame.size() - std::min(m_row.frame.size(), m_row.content.size());
    return Text::tr("On the wire: %1, %2 of them protection").arg(size, formatCount(protection));
}

std::size_t WireFields::frames() const
{
    return static_cast<std::size_t>(std::ranges::count(m_fields, FieldKind::Length, &Field::kind));
}

ContentRange WireFields::onWire(ContentRange plaintext) const
{
    return mapped(plaintext, true);
}

ContentRange WireFields::inPlaintext(ContentRange bytes) const
{
    return mapped(bytes, false);
}

// From the plaintext to where its pieces are on the wire, or back: from the first of what is there
// to the last.
ContentRange WireFields::mapped(ContentRange range, bool isToWire) const
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t before = 0; // of the plaintext
    for (const auto &field : m_fields) {
        if (field.kind != FieldKind::Ciphertext)
            continue;
        const auto source = isToWire ? before : field.offset;
        const auto target = isToWire ? field.offset : before;
        const auto from = std::max(range.offset, source);
        const auto to = std::min(range.offset + range.length, source + field.length);
        if (from < to) {
            if (end == 0)
                begin = target + from - source;
            end = target + to - source;
        }
        before += field.length;
    }
    return {begin, end - begin};
}

} // namespace sealcord

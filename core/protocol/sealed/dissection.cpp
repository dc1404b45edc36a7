// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/dissection.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/preamble.h"
#include "core/protocol/sealed/record.h"

#include <algorithm>

namespace sealcord::sealed {

namespace {

constexpr std::size_t messageLength = sizeof(std::uint16_t); // the field
constexpr std::size_t key = 32;
constexpr std::size_t sealedKey = key + Aead::tagLength;
constexpr std::size_t tag = Aead::tagLength;
constexpr std::size_t fieldsOfRecord = 3; // in dissectFrame()

// Puts fields behind each other.
class Fields
{
public:
    Fields &add(FieldKind kind, std::size_t length)
    {
        m_fields.push_back({kind, m_end, length});
        m_end += length;
        return *this;
    }
    Fields &addPreamble()
    {
        return add(FieldKind::Magic, Preamble::magic.size())
            .add(FieldKind::Version, 1)
            .add(FieldKind::Mode, 1)
            .add(FieldKind::Status, 1);
    }
    /// What a record holds that has a body of \a length bytes and the message at \a place: that
    /// alone, or a batch. False for what cannot be.
    bool addBody(std::size_t length, const FramePlace &place)
    {
        if (length == place.length && place.inFrame == 1) {
            add(FieldKind::Ciphertext, length);
            return true;
        }
        const auto before = place.before + place.index * batchLengthSize;
        const auto end = before + batchLengthSize + place.length;
        if (end > length)
            return false;
        if (before > 0)
            add(FieldKind::OtherMessages, before);
        add(FieldKind::SealedLength, batchLengthSize).add(FieldKind::Ciphertext, place.length);
        if (end < length)
            add(FieldKind::OtherMessages, length - end);
        return true;
    }
    /// The fields, where they are all of a packet of \a length bytes; else none.
    [[nodiscard]] std::vector<Field> of(std::size_t length) const
    {
        return m_end == length ? m_fields : std::vector<Field>();
    }

private:
    std::vector<Field> m_fields;
    std::size_t m_end = 0;
};

bool beginsWithPreamble(std::span<const std::byte> packet)
{
    return packet.size() >= Preamble::length
        && std::ranges::equal(packet.first(Preamble::magic.size()), Preamble::magic);
}

} // namespace

PacketKind packetKind(std::span<const std::byte> packet)
{
    constexpr std::size_t lastMessage = messageLength + sealedKey + Hello::length + tag;
    if (!beginsWithPreamble(packet)) {
        if (packet.size() == lastMessage)
            return PacketKind::LastMessage;
        return dissectFrame(packet).empty() ? PacketKind::Unknown : PacketKind::Verdict;
    }
    if (packet[Preamble::statusOffset] == std::byte{0})
        return PacketKind::Opening;
    return packet.size() == Preamble::length ? PacketKind::Refusal : PacketKind::Answer;
}

std::vector<Field> dissectHandshake(std::span<const std::byte> packet)
{
    Fields fields;
    switch (packetKind(packet)) {
    case PacketKind::Opening:
        fields.addPreamble().add(FieldKind::Length, messageLength).add(FieldKind::PublicKey, key);
        if (packet[Preamble::modeOffset] != std::byte{0})
            fields.add(FieldKind::Tag, tag);
        break;
    case PacketKind::Answer:
        fields.addPreamble()
            .add(FieldKind::Length, messageLength)
            .add(FieldKind::PublicKey, key)
            .add(FieldKind::SealedStaticKey, sealedKey)
            .add(FieldKind::Tag, tag);
        break;
    case PacketKind::Refusal:
        fields.addPreamble();
        break;
    case PacketKind::LastMessage:
        fields.add(FieldKind::Length, messageLength)
            .add(FieldKind::SealedStaticKey, sealedKey)
            .add(FieldKind::SealedHello, Hello::length)
            .add(FieldKind::Tag, tag);
        break;
    case PacketKind::Verdict:
        return dissectFrame(packet);
    default:
        return {};
    }
    return fields.of(packet.size());
}

std::vector<Field> dissectFrame(std::span<const std::byte> frame)
{
    Fields fields;
    const auto total = frame.size();
    while (!frame.empty()) {
        if (frame.size() < Record::lengthSize)
            return {};
        const std::size_t length = fromBigEndian<std::uint16_t>(frame.first<Record::lengthSize>());
        if (length < Record::smallestLength || frame.size() < Record::lengthSize + length)
            return {};
        fields.add(FieldKind::Length, Record::lengthSize)
            .add(FieldKind::Ciphertext, length - Aead::tagLength)
            .add(FieldKind::Tag, Aead::tagLength);
        frame = frame.subspan(Record::lengthSize + length);
    }
    return fields.of(total);
}

std::vector<Field> dissectContent(std::span<const std::byte> frame, const FramePlace &place)
{
    auto records = dissectFrame(frame);
    Fields fields;
    for (std::size_t i = 0; i + fieldsOfRecord <= records.size(); i += fieldsOfRecord) {
        const auto body = records[i + 1].length - Record::typeSize;
        fields.add(FieldKind::Length, Record::lengthSize);
        if (records.size() > fieldsOfRecord)
            fields.add(i == 0 ? FieldKind::SealedLength : FieldKind::Ciphertext, body);
        else if (!fields.addBody(body, place))
            return records;
        fields.add(FieldKind::SealedType, Record::typeSize).add(FieldKind::Tag, tag);
    }
    return fields.of(frame.size());
}

std::size_t lengthOnWire(std::size_t length, std::size_t frames)
{
    return length + frames * Record::overhead + (frames > 1 ? beginBody : 0);
}

} // namespace sealcord::sealed

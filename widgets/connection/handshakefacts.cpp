// SPDX-License-Identifier: MIT
#include "widgets/connection/handshakefacts.h"

#include "core/protocol/protocol.h"
#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"

#include <QCoreApplication>
#include <QLabel>
#include <QString>

namespace sealcord {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(HandshakeFacts)
};

QString nameOf(const Field &field)
{
    return Text::tr("%1, %2").arg(describe(field.kind), formatBytes(field.length));
}

QString valueOf(const Field &field, std::span<const std::byte> bytes)
{
    const auto value = describeValue(field.kind, bytes);
    return value.isEmpty()
        ? hexLines(bytes)
        : Text::tr("%1 = %2", "bytes, what they say").arg(hexLines(bytes), value);
}

} // namespace

FactSection *makePacketSection(const ConnectionInfo::Packet &packet, QWidget *parent)
{
    const std::span bytes(packet.bytes);
    const auto kind = describe(packetKind(packet.protocol, bytes));
    auto *section = new FactSection(Text::tr("Handshake: %1").arg(kind), parent);
    section->addFact(Text::tr("Direction"))->setText(describe(packet.direction, true));
    section->addFact(Text::tr("Time"))->setText(formatTimestamp(packet.time));
    const auto fields = dissectHandshake(packet.protocol, bytes);
    for (const auto &field : fields) {
        if (field.isSecret)
            section->addFact(nameOf(field))->setText(Text::tr("not shown: it is secret"));
        else
            section->addFact(nameOf(field), FactSection::Font::FixedPitch)
                ->setText(valueOf(field, bytes.subspan(field.offset, field.length)));
    }
    if (fields.empty())
        section->addText(Text::tr("Not a packet of this protocol: its bytes are not shown."));
    return section;
}

} // namespace sealcord

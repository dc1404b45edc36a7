// SPDX-License-Identifier: MIT
#include "core/records/recordingline.h"

#include "core/records/recordfields.h"
#include "core/text/byteview.h"
#include "core/traffic/wirerow.h"

#include <QByteArray>
#include <QUtf8StringView>

#include <optional>
#include <utility>

namespace sealcord {

namespace {

std::string_view wordOf(FieldKind kind)
{
    switch (kind) {
    case FieldKind::PacketId:
        return "packet-id";
    case FieldKind::PublicKey:
        return "public-key";
    case FieldKind::VerifyToken:
        return "verify-token";
    case FieldKind::Length:
        return "length";
    case FieldKind::Nonce:
        return "nonce";
    case FieldKind::Ciphertext:
        return "ciphertext";
    case FieldKind::Tag:
        return "tag";
    case FieldKind::Magic:
        return "magic";
    case FieldKind::Version:
        return "version";
    case FieldKind::Mode:
        return "mode";
    case FieldKind::Status:
        return "status";
    case FieldKind::SealedStaticKey:
        return "sealed-static-key";
    case FieldKind::SealedHello:
        return "sealed-hello";
    case FieldKind::SealedLength:
        return "message-length";
    case FieldKind::OtherMessages:
        return "other-messages";
    case FieldKind::SealedType:
        return "type";
    }
    std::unreachable();
}

std::string hex(std::span<const std::byte> bytes)
{
    return QByteArrayView(bytes.data(), qsizetype(bytes.size()))
        .toByteArray()
        .toHex()
        .toStdString();
}

// What the fields of a packet say, those that are secret apart.
std::string fieldsOf(const HandshakePacketKept &packet)
{
    std::string out;
    JsonObject fields(out);
    for (const auto &field : dissectHandshake(packet.protocol, packet.bytes)) {
        if (!field.isSecret)
            fields.add(wordOf(field.kind),
                hex(std::span(packet.bytes).subspan(field.offset, field.length)));
    }
    fields.finish();
    return out;
}

} // namespace

/// One line under way.
class RecordingLines::Line
{
public:
    Line(std::string &out, const RecordingHead &head, RecordTime time, std::string_view level)
        : m_out(out)
        , m_object(out)
        , m_role(head.role)
    {
        addBeginning(m_object, time, level, head.role, time - head.started);
    }
    ~Line()
    {
        m_object.finish();
        m_out += '\n';
    }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    JsonObject *operator->() { return &m_object; }
    JsonObject &operator*() { return m_object; }

    void add(const ConnectionOpened &opened)
    {
        addFields(m_object, opened, m_role);
        if (opened.local != Endpoint())
            m_object.add("local", opened.local.toString().toStdString());
    }
    void add(const ConnectionEstablished &established) { addFields(m_object, established); }
    void add(const ConnectionEnded &ended) { addFields(m_object, ended); }
    void add(const HandshakePacketKept &packet)
    {
        addEvent(m_object, "handshake", packet.connection);
        m_object.add("direction", name(packet.direction));
        m_object.add("protocol", name(packet.protocol));
        m_object.add("length", packet.bytes.size());
        m_object.addRaw("fields", fieldsOf(packet));
        m_object.addBase64("bytes", packet.bytes);
    }

private:
    std::string &m_out;
    JsonObject m_object;
    Role m_role;
};

// As text too, for people, where it is some.
void addContent(JsonObject &record, std::span<const std::byte> content)
{
    record.addBase64("bytes", content);
    const auto text = charView(content);
    if (QUtf8StringView(text).isValidUtf8())
        record.add("text", text);
}

std::string_view recordName(EventKind event)
{
    switch (event) {
    case EventKind::ConnectionOpened:
        return "connection-opened";
    case EventKind::ConnectionEstablished:
        return "connection-established";
    case EventKind::ConnectionEnded:
        return "connection-ended";
    case EventKind::ConnectionRefused:
        return "connection-refused";
    case EventKind::AcceptingPaused:
        return "accepting-paused";
    case EventKind::Started:
        return "server-started";
    case EventKind::StartFailed:
        return "start-failed";
    case EventKind::Stopped:
        return "stopped";
    case EventKind::Connecting:
        return "connecting";
    case EventKind::ConnectFailed:
        return "connect-failed";
    case EventKind::NotSent:
        return "not-sent";
    case EventKind::StreamOpened:
        return "stream-opened";
    case EventKind::StreamClosed:
        return "stream-closed";
    case EventKind::StreamRefused:
        return "stream-refused";
    }
    std::unreachable();
}

// As the log has them.
std::string_view recordName(EventLevel level)
{
    return level == EventLevel::Warning ? "warn" : charView(name(level));
}

std::string_view recordName(GapReason reason)
{
    switch (reason) {
    case GapReason::QueueFull:
        return "too-fast";
    case GapReason::Forgotten:
        return "view-full";
    case GapReason::Paused:
        return "view-paused";
    case GapReason::Cleared:
        return "cleared";
    case GapReason::NotRecorded:
        return "not-recorded";
    case GapReason::Several:
        return "several";
    }
    std::unreachable();
}

void RecordingLines::addHead(std::string &out) const
{
    Line line(out, m_head, m_head.started, "info");
    line->add("event", "recording");
    line->add("format", std::to_string(recordingMajor) + '.' + std::to_string(recordingMinor));
    line->add("version", m_head.version);
    line->add("protocol", m_head.protocol);
    line->add("frames", m_head.hasFrames);
}

void RecordingLines::add(std::string &out, const TrafficRow &row, const std::string *mark) const
{
    switch (row.kind) {
    case TrafficRow::Kind::Message:
        return addMessage(out, row, mark);
    case TrafficRow::Kind::StreamData:
        return addStreamData(out, row, mark);
    case TrafficRow::Kind::Notice:
        return addNotice(out, row, mark);
    case TrafficRow::Kind::Gap:
        return addGap(out, row.time, row.missing, recordName(row.gap),
            "more came than could be written down");
    }
}

// What is short comes first: of a long line a reader may look at the beginning alone.
void RecordingLines::addMessage(
    std::string &out, const TrafficRow &message, const std::string *mark) const
{
    Line line(out, m_head, message.time, "info");
    addEvent(*line, "message", message.connection);
    line->add("direction", name(message.direction));
    line->add("length", message.content.size());
    if (message.inFrame > 1) {
        line->add("in_frame", message.inFrame);
        line->add("index", message.index);
    }
    if (message.frames > 1)
        line->add("frames", message.frames);
    if (message.sender != Sender::Program)
        line->add("sent_by", charView(name(message.sender)));
    if (mark)
        line->add("mark", *mark);
    if (!m_head.hasContents)
        return;
    addContent(*line, message.content);
    if (m_head.hasFrames && !message.frame.empty())
        line->addBase64("frame", message.frame);
}

void RecordingLines::addStreamData(
    std::string &out, const TrafficRow &data, const std::string *mark) const
{
    Line line(out, m_head, data.time, "info");
    addEvent(*line, "stream-data", data.connection);
    line->add("stream", data.stream);
    line->add("target", data.target.name());
    line->add("direction", name(data.direction));
    line->add("length", data.content.size());
    if (mark)
        line->add("mark", *mark);
    if (m_head.hasContents)
        addContent(*line, data.content);
}

void RecordingLines::addNotice(
    std::string &out, const TrafficRow &notice, const std::string *mark) const
{
    if (notice.event <= EventKind::ConnectionEnded)
        return;
    Line line(out, m_head, notice.time, recordName(notice.level));
    if (notice.connection.peer == Endpoint())
        line->add("event", recordName(notice.event));
    else
        addEvent(*line, recordName(notice.event), notice.connection);
    if (notice.stream > 0)
        line->add("stream", notice.stream);
    if (const auto target = notice.target.name(); !target.empty())
        line->add("target", target);
    if (mark)
        line->add("mark", *mark);
    line->add("text", charView(notice.content));
}

void RecordingLines::add(std::string &out, const ConnectionNews &news) const
{
    const auto write = [&]<typename What>(const What &what) {
        if constexpr (requires(Line &line) { line.add(what); }) {
            auto level = EventLevel::Info;
            if constexpr (std::is_same_v<What, ConnectionEnded>)
                level = levelOf(what);
            Line(out, m_head, news.time, recordName(level)).add(what);
        }
    };
    std::visit(write, news.what);
}

void RecordingLines::addGap(std::string &out, RecordTime time, quint64 missing,
    std::string_view reason, std::string_view text) const
{
    Line line(out, m_head, time, "warn");
    line->add("event", "gap");
    line->add("missing", missing);
    line->add("reason", reason);
    line->add("text", text);
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/log/logjson.h"

#include "core/records/recordfields.h"
#include "core/text/byteview.h"

#include <algorithm>

namespace sealcord {

namespace {

std::string byteArray(std::span<const std::byte> bytes)
{
    std::string out = "[";
    for (const auto byte : bytes) {
        if (out.size() > 1)
            out += ',';
        out += std::to_string(std::to_integer<unsigned>(byte));
    }
    return out + ']';
}

/// Adds the event and what it has.
class Members
{
public:
    Members(JsonObject &object, const LogStyle &style)
        : m_object(object)
        , m_style(style)
    { }

    void operator()(const LogNote &note)
    {
        m_object.add("event", note.event);
        m_object.add("text", note.text);
        for (const auto &field : note.fields) {
            const auto add = [this, &field](const auto &value) { m_object.add(field.name, value); };
            std::visit(add, field.value);
        }
    }

    void operator()(const PlainLine &line)
    {
        m_object.add("event", "line");
        m_object.add("text", line.text);
    }

    void operator()(const ConnectionOpened &opened) { addFields(m_object, opened, m_style.role); }
    template <typename Event> void operator()(const Event &event) { addFields(m_object, event); }

    void operator()(const LoggedStream &stream) { addFields(m_object, stream.record()); }

    void operator()(const LoggedMessage &message)
    {
        addEvent(m_object, "message", message.connection);
        m_object.add("direction", name(message.direction));
        m_object.add("length", message.length);
        addData(std::span(message.beginning).first(std::min(message.length, shownDataLength)));
    }

    void operator()(const LinesSuppressed &suppressed)
    {
        m_object.add("event", "lines-suppressed");
        m_object.add("kind", suppressed.kind.words().name);
        m_object.add("count", suppressed.count);
        m_object.add("seconds", suppressed.within.count());
    }

    void operator()(const LinesDropped &dropped)
    {
        m_object.add("event", "lines-dropped");
        m_object.add("count", dropped.count);
    }

private:
    void addData(std::span<const std::byte> shown)
    {
        switch (m_style.showData) {
        case ShowData::Bytes:
            m_object.addRaw("data", byteArray(shown));
            break;
        case ShowData::Text:
            m_object.add("data", charView(shown));
            break;
        case ShowData::Hex:
            m_object.add("data", sealcord::showData(shown, ShowData::Hex));
            break;
        case ShowData::None:
            break;
        }
    }

    JsonObject &m_object;
    const LogStyle &m_style;
};

} // namespace

std::string jsonLine(const LogRecord &record, const LogStyle &style)
{
    std::string line;
    JsonObject object(line);
    addBeginning(object, record.time, name(record.level), style.role);
    std::visit(Members(object, style), record.what);
    object.finish();
    return line + '\n';
}

} // namespace sealcord

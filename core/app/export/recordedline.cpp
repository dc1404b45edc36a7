// SPDX-License-Identifier: MIT
#include "core/app/export/recordedline.h"

#include "core/app/log/logtext.h"
#include "core/text/escape.h"
#include "core/traffic/describe.h"

#include <QString>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace sealcord {

namespace {

using What = decltype(LogRecord::what);

LogLevel levelOf(const Record &record)
{
    for (const auto level : {LogLevel::Trace, LogLevel::Debug, LogLevel::Warn, LogLevel::Error}) {
        if (record.text("level") == name(level))
            return level;
    }
    return LogLevel::Info;
}

LogNote note(std::string text)
{
    return {{}, std::move(text), {}};
}

LoggedMessage messageOf(const RecordedRows &rows)
{
    const auto &row = *rows.row();
    LoggedMessage message{row.connection, row.direction, std::size_t(rows.length()), {}};
    std::ranges::copy(row.content.first(std::min(row.content.size(), message.beginning.size())),
        message.beginning.begin());
    return message;
}

LogNote packetOf(const Record &record, const ConnectionName &connection)
{
    return note((record.text("direction") == "in" ? "Received" : "Sent")
        + std::string(" a packet of the handshake: ") + connection.peer.toString().toStdString()
        + " (" + printable(record.text("protocol")) + ", "
        + byteCount(record.count("length").value_or(0)) + ')');
}

// The record says it in words of its own.
LogNote gapOf(const Record &record)
{
    const auto missing = record.count("missing").value_or(0);
    return note(std::to_string(missing)
        + (missing == 1 ? " message or event is missing: " : " messages and events are missing: ")
        + std::string(record.text("text")));
}

std::optional<What> whatOf(const RecordedLine &line, const RecordedRows &rows)
{
    const auto &record = line.record;
    const auto asLogged = []<typename News>(const News &news) -> std::optional<What> {
        if constexpr (std::is_same_v<News, std::monostate>)
            return std::nullopt;
        else
            return news;
    };
    if (auto what = std::visit(asLogged, rows.news()))
        return what;
    const auto *const row = rows.row();
    if (row && row->kind == TrafficRow::Kind::Message)
        return messageOf(rows);
    if (row && row->kind == TrafficRow::Kind::Gap)
        return gapOf(record);
    if (row)
        return note(describe(*row).toStdString());
    if (record.text("event") == "handshake")
        return packetOf(record, rows.connection());
    if (const auto text = record.text("text"); !text.empty())
        return note(std::string(text));
    return std::nullopt;
}

} // namespace

std::string recordedLine(const RecordedLine &line, const RecordedRows &rows, ShowData showData)
{
    auto what = whatOf(line, rows);
    if (!what)
        return {};
    return textLine({rows.time(), levelOf(line.record), *std::move(what)},
        {.role = rows.role(), .showData = showData});
}

} // namespace sealcord

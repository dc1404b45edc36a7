// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/linekind.h"
#include "core/app/log/logsettings.h"
#include "core/net/tap/tap.h"

#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What a log holds between the thread where it happened and the thread that writes it: plain
/// values, no Qt object.
namespace sealcord {

/// A named value beside a line's text. Text is UTF-8.
struct LogField {
    using Value = std::variant<bool, qint64, double, std::string>;

    std::string name;
    Value value;
};

/// A program's own line.
struct LogNote {
    std::string event; ///< for programs: "server-started"
    std::string text; ///< for people, UTF-8
    std::vector<LogField> fields;
};

/// A line for people that stands outside the log's form: as text it has no time and no level.
struct PlainLine {
    std::string text; ///< UTF-8
};

/// The beginning of a message that was seen. Nothing in it is allocated: there is one per message.
struct LoggedMessage {
    ConnectionName connection;
    Direction direction = Direction::In;
    std::size_t length = 0; ///< of the message, in bytes
    std::array<std::byte, shownDataLength> beginning; ///< the first `length` bytes of it, if fewer
};

/// A stream that is over, with the text that a record of it only views.
struct LoggedStream {
    explicit LoggedStream(const StreamClosed &stream)
        : closed(stream)
        , target(stream.stream.target)
        , why(stream.why)
    { }

    /// Valid as long as this.
    [[nodiscard]] StreamClosed record() const
    {
        auto made = closed;
        made.stream.target = target;
        made.why = why;
        return made;
    }

    StreamClosed closed; ///< its views are of what is gone
    std::string target;
    std::string why;
};

/// Lines of a kind that were counted instead of told.
struct LinesSuppressed {
    LineKind kind;
    quint64 count = 0;
    std::chrono::seconds within{1};
};

/// Lines that found the queue full.
struct LinesDropped {
    quint64 count = 0;
};

struct LogRecord {
    std::chrono::system_clock::time_point time;
    LogLevel level = LogLevel::Info;
    std::variant<LogNote, PlainLine, ConnectionOpened, ConnectionEstablished, LoggedMessage,
        ConnectionEnded, ConnectionRefused, AcceptingPaused, LoggedStream, LinesSuppressed,
        LinesDropped>
        what;
};

} // namespace sealcord

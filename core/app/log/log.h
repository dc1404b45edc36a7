// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/linekind.h"
#include "core/app/log/logformat.h"
#include "core/app/log/logqueue.h"
#include "core/app/log/logsettings.h"
#include "core/net/tap/tap.h"
#include "core/net/writingthread.h"

#include <QString>

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

namespace sealcord {

/// Where a log's lines go.
struct LogOutput {
    int descriptor = 2; ///< not owned, not closed; may be shared with other processes
    bool isTerminal = false; ///< people see it: message contents are shown by default
    bool colour = false;

    /// Standard error. Coloured on a terminal unless NO_COLOR is set (no-color.org).
    [[nodiscard]] static LogOutput standardError();
};

/// Tells what happened, a line each, on standard error. The connections' part of it comes as a
/// tap, the program's own lines through write().
///
/// Every member function may be called on any thread and none waits for the output but stop():
/// records go through a bounded queue to a thread that formats and writes them. Lines that find
/// the queue full are dropped and counted, what peers cause beyond a limit is counted, and both
/// numbers are told.
class Log final : public Tap
{
public:
    /// How long stop() lets the output take what is left.
    static constexpr std::chrono::milliseconds patience = std::chrono::seconds(1);

    Log(Role role, const LogSettings &settings, LogOutput output = LogOutput::standardError());
    ~Log() override; ///< stops
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    /// Why the thread that writes could not be started: then nothing is written. Empty where it
    /// runs.
    [[nodiscard]] QString errorString() const { return m_errorString; }

    /// Whether lines of this \a level are shown.
    [[nodiscard]] bool shows(LogLevel level) const noexcept { return level >= this->level(); }
    /// Lines of this level are shown, and of those after it.
    [[nodiscard]] LogLevel level() const noexcept;
    void setLevel(LogLevel level); ///< from now on

    /// How message contents are shown: as set, or as suits the output.
    [[nodiscard]] ShowData showData() const noexcept;

    /// Whether one more line of a \a kind that others can cause without end is to be written; else
    /// it was counted, and the count will be told. What the tap is told is asked about already.
    [[nodiscard]] bool admits(LineKind kind);

    /// A line of the program's own. \a event is one word for programs ("server-started"), \a text
    /// is for people and becomes printable here, \a fields stand beside it in JSON.
    void write(LogLevel level, std::string_view event, QStringView text,
        std::vector<LogField> fields = {});

    /// A line of the program's own that is part of its face and shown at every level: in its place
    /// among the lines of the log, without time and level.
    void writePlain(QStringView text);

    /// Writes what is queued and ends the log; later lines are thrown away. Gives up after
    /// `patience` on an output that nobody reads. Idempotent; one thread at a time.
    void stop();

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    class Writer;

    void tell(const ConnectionOpened &opened);
    void tell(const ConnectionEstablished &established);
    void tell(const MessageSeen &message);
    void tell(const ConnectionEnded &ended);
    void tell(const ConnectionRefused &refused);
    void tell(const AcceptingPaused &paused);
    void tell(const StreamClosed &closed);
    template <typename Record> void tell(const Record &) { } // of which a log has no line

    /// Whether a line of this \a level about \a event is shown.
    [[nodiscard]] bool shows(LogLevel level, WireEvent event) const;
    template <typename What>
    void add(LogLevel level, What &&what, LogQueue::Room room = LogQueue::Room::All);
    /// Where \a kind may be told.
    template <typename What> void addLimited(LogLevel level, LineKind kind, const What &what);

    const Role m_role;
    const Filter m_showIf;
    // Shared with the thread: where that is stuck in a write, it is left behind with its state.
    std::shared_ptr<Writer> m_writer;
    QString m_errorString;
    WritingThread m_thread;
};

} // namespace sealcord

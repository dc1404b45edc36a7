// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/census.h"
#include "core/net/tap/tapset.h"
#include "core/protocol/protocol.h"

#include <QString>

#include <expected>
#include <memory>

namespace sealcord {

class Log;
class Recorder;
class Server;

/// A recording that begins and ends while a server runs, because somebody asks for it. Belongs to
/// the main thread.
class AskedRecording
{
public:
    /// \a protocol is what the server takes; None: both. \a taps tells what happens; \a log is told
    /// where it cannot be written. All of them outlive this.
    AskedRecording(Protocol protocol, TapSet &taps, Census &census, Log &log)
        : m_protocol(protocol)
        , m_taps(taps)
        , m_census(census)
        , m_log(log)
    { }
    ~AskedRecording();
    AskedRecording(const AskedRecording &) = delete;
    AskedRecording &operator=(const AskedRecording &) = delete;

    /// Records into a new file at \a path from now on, from the connections of \a server that
    /// stand; or why not, for a person. Blocks for the file.
    [[nodiscard]] std::expected<void, QString> start(const QString &path, const Server &server);
    /// Ends it with all that has happened written, and tells how many bytes that were. Blocks for
    /// the file, Recorder::patience at most.
    [[nodiscard]] std::expected<quint64, QString> stop();

private:
    const Protocol m_protocol;
    TapSet &m_taps;
    Census &m_census;
    Log &m_log;
    std::shared_ptr<Recorder> m_recorder; // the taps' too
    QString m_path;
};

} // namespace sealcord

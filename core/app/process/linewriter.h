// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <climits>
#include <string>
#include <string_view>
#include <system_error>

namespace sealcord {

/// Writes lines to a descriptor, several at once, and can be told to stop waiting for whoever
/// reads them.
///
/// The descriptor stays in blocking mode, since standard error may be shared with other processes
/// and the mode with it. It is asked first, and then given no more than a writable pipe takes at
/// once (PIPE_BUF).
class LineWriter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit LineWriter(int descriptor);

    /// Adds a \a line, which ends in a newline. May write; then it waits as flush() does.
    void add(std::string_view line);

    /// Writes what was added, waiting until the reader takes it. What cannot be written is lost.
    /// Returns why something of what was added since the last call was lost.
    std::error_code flush();

    /// Any thread: from \a when on nobody waits, and what is not written then is lost.
    void giveUpAt(Time when);

private:
    static constexpr std::size_t chunkLength = PIPE_BUF;

    [[nodiscard]] bool waitUntilWritable() const;
    void writeLines();

    const int m_descriptor;
    std::string m_lines;
    std::error_code m_error;
    std::atomic<Time::rep> m_giveUpAt{Time::max().time_since_epoch().count()};
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/process/linewriter.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace sealcord {

namespace {

// How late giveUpAt() may be noticed.
constexpr int pollMilliseconds = 50;

} // namespace

LineWriter::LineWriter(int descriptor)
    : m_descriptor(descriptor)
{
    m_lines.reserve(chunkLength);
}

void LineWriter::add(std::string_view line)
{
    if (m_lines.size() + line.size() > chunkLength)
        writeLines();
    m_lines += line;
}

std::error_code LineWriter::flush()
{
    writeLines();
    return std::exchange(m_error, {});
}

void LineWriter::writeLines()
{
    std::string_view rest = m_lines;
    while (!rest.empty() && waitUntilWritable()) {
        const auto written = ::write(m_descriptor, rest.data(), std::min(rest.size(), chunkLength));
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno == EAGAIN) // another process made it non-blocking and filled it first
            ::poll(nullptr, 0, pollMilliseconds);
        else if (errno != EINTR) {
            m_error.assign(errno, std::generic_category());
            break;
        }
    }
    m_lines.clear();
}

void LineWriter::giveUpAt(Time when)
{
    m_giveUpAt.store(when.time_since_epoch().count(), std::memory_order_relaxed);
}

bool LineWriter::waitUntilWritable() const
{
    pollfd output{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
    for (;;) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        const auto mayWait = now < m_giveUpAt.load(std::memory_order_relaxed);
        const auto ready = ::poll(&output, 1, mayWait ? pollMilliseconds : 0);
        // An error counts as ready: write() then names it.
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true;
        if (!mayWait)
            return false;
    }
}

} // namespace sealcord

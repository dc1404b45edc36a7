// SPDX-License-Identifier: MIT
#include "console/standardoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

// A description of the same pipe or terminal that nobody shares, or standard output itself.
static int openForUsAlone()
{
    struct stat status{};
    const bool isPipeOrTerminal =
        fstat(STDOUT_FILENO, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
    // What was not given to be written to is not made writable.
    const bool isWritable = (fcntl(STDOUT_FILENO, F_GETFL) & O_ACCMODE) != O_RDONLY;
    const int own = isPipeOrTerminal && isWritable
        ? open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        : -1;
    return own >= 0 ? own : STDOUT_FILENO;
}

// Whether a write to \a descriptor may wait for a reader. A file's never does.
static bool mayBlock(int descriptor)
{
    struct stat status{};
    return descriptor == STDOUT_FILENO && fstat(descriptor, &status) == 0
        && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

StandardOutput::StandardOutput(QObject *parent)
    : QObject(parent)
    , m_descriptor(openForUsAlone())
    , m_notifier(m_descriptor, QSocketNotifier::Write)
    , m_mayBlock(mayBlock(m_descriptor))
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &StandardOutput::writePending);
}

StandardOutput::~StandardOutput()
{
    if (m_descriptor != STDOUT_FILENO)
        close(m_descriptor);
}

void StandardOutput::write(std::span<const std::byte> bytes)
{
    if (m_hasFailed)
        return;
    if (!hasPending())
        bytes = bytes.subspan(writeSome(bytes));
    if (bytes.empty() || m_hasFailed)
        return;
    m_pending.append(bytes);
    m_notifier.setEnabled(true);
}

bool StandardOutput::isReady() const
{
    pollfd descriptor{.fd = m_descriptor, .events = POLLOUT, .revents = 0};
    return poll(&descriptor, 1, 0) > 0;
}

// As much of \a bytes as goes without waiting.
std::size_t StandardOutput::writeSome(std::span<const std::byte> bytes)
{
    std::size_t written = 0;
    while (written < bytes.size() && (!m_mayBlock || isReady())) {
        const auto rest = bytes.subspan(written);
        const auto count = ::write(m_descriptor, rest.data(),
            m_mayBlock ? std::min<std::size_t>(rest.size(), PIPE_BUF) : rest.size());
        if (count >= 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            const auto why = QString::fromLocal8Bit(std::strerror(errno));
            m_hasFailed = true;
            m_notifier.setEnabled(false);
            Q_EMIT failed(why);
            break;
        }
    }
    return written;
}

void StandardOutput::writePending()
{
    m_written += writeSome(std::span<const std::byte>(m_pending.bytes()).subspan(m_written));
    if (hasPending() || m_hasFailed)
        return;
    m_notifier.setEnabled(false);
    m_pending.release();
    m_written = 0;
    Q_EMIT drained();
}

} // namespace sealcord

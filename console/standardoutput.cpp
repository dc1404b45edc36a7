// SPDX-License-Identifier: MIT
#include "console/standardoutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sealcord {

StandardOutput::StandardOutput(QObject *parent)
    : QObject(parent)
    , m_notifier(STDOUT_FILENO, QSocketNotifier::Write)
{
    m_notifier.setEnabled(false);
    connect(&m_notifier, &QSocketNotifier::activated, this, &StandardOutput::writePending);

    struct stat status{};
    m_mayBlock = fstat(STDOUT_FILENO, &status) == 0
        && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
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
    pollfd descriptor{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    return poll(&descriptor, 1, 0) > 0;
}

// As much of \a bytes as goes without waiting.
std::size_t StandardOutput::writeSome(std::span<const std::byte> bytes)
{
    std::size_t written = 0;
    while (written < bytes.size() && (!m_mayBlock || isReady())) {
        const auto rest = bytes.subspan(written);
        const auto count = ::write(STDOUT_FILENO, rest.data(),
            m_mayBlock ? std::min<std::size_t>(rest.size(), PIPE_BUF) : rest.size());
        if (count >= 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno != EINTR && errno != EAGAIN) {
            m_hasFailed = true;
            m_notifier.setEnabled(false);
            Q_EMIT failed(QString::fromLocal8Bit(std::strerror(errno)));
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

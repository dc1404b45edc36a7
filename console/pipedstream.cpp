// SPDX-License-Identifier: MIT
#include "console/pipedstream.h"

#include "core/net/agent/agent.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/startthread.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <span>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord {

namespace {

constexpr std::size_t copiedAtOnce = 64 * 1024;

// How much was read; 0 at the end and after an error.
std::size_t readSome(int descriptor, std::span<std::byte> buffer)
{
    for (;;) {
        const auto count = ::read(descriptor, buffer.data(), buffer.size());
        if (count >= 0)
            return static_cast<std::size_t>(count);
        if (errno != EINTR && errno != EAGAIN) // it may share a file with who does not wait
            return 0;
    }
}

enum class Written : quint8 { All, Failed, Interrupted };

// Gives up when \a wakeup is readable. No write of \a most bytes waits for a reader once there is
// any room: it would not see that.
Written writeAll(int descriptor, std::span<const std::byte> bytes, std::size_t most, int wakeup)
{
    while (!bytes.empty()) {
        std::array<pollfd, 2> waiting{{{descriptor, POLLOUT, 0}, {wakeup, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            return Written::Failed;
        if (waiting[1].revents != 0)
            return Written::Interrupted;
        if (waiting[0].revents == 0)
            continue;
        const auto count = ::write(descriptor, bytes.data(), std::min(bytes.size(), most));
        if (count >= 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        else if (errno != EAGAIN && errno != EINTR)
            return Written::Failed;
    }
    return Written::All;
}

} // namespace

std::expected<std::unique_ptr<PipedStream>, QString> PipedStream::open(
    Agent &agent, const QString &target)
{
    const auto why = [] { return QString::fromLocal8Bit(std::strerror(errno)); };
    const auto pair = socketPair();
    if (!pair)
        return std::unexpected(why());
    const auto socket = static_cast<int>(pair->second);
    std::unique_ptr<PipedStream> piped(
        new PipedStream(socket, ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)));
    const int flags = ::fcntl(socket, F_GETFL);
    if (piped->m_wakeup < 0 || ::fcntl(socket, F_SETFL, flags & ~O_NONBLOCK) != 0) {
        closeDescriptor(pair->first);
        return std::unexpected(why());
    }
    auto in = startThread([piped = piped.get()] { piped->copyIn(); });
    auto out = startThread([piped = piped.get()] { piped->copyOut(); });
    if (in)
        piped->m_in = std::move(*in);
    if (out)
        piped->m_out = std::move(*out);
    if (!in || !out) {
        closeDescriptor(pair->first);
        return std::unexpected(QStringLiteral("the limit of threads or of memory is reached"));
    }
    agent.streams().carry(pair->first, target.toStdString(), Endpoint(),
        {.opened = {}, .reset = [wasReset = piped->m_wasReset](StreamReset, qintptr carried) {
             *wasReset = true;
             closeDescriptor(carried);
         }});
    return piped;
}

PipedStream::~PipedStream()
{
    const quint64 one = 1;
    std::ignore = ::write(m_wakeup, &one, sizeof one);
    std::ignore = ::shutdown(m_socket, SHUT_RDWR);
    m_in = {};
    m_out = {};
    closeDescriptor(m_socket);
    closeDescriptor(m_wakeup);
}

void PipedStream::copyIn() const
{
    std::array<std::byte, copiedAtOnce> buffer;
    for (;;) {
        std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {m_wakeup, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            break;
        if (waiting[1].revents != 0)
            return;
        if (waiting[0].revents == 0)
            continue;
        const auto count = readSome(STDIN_FILENO, buffer);
        if (count == 0
            || writeAll(m_socket, std::span(buffer).first(count), copiedAtOnce, m_wakeup)
                != Written::All)
            break;
    }
    std::ignore = ::shutdown(m_socket, SHUT_WR);
}

void PipedStream::copyOut()
{
    std::array<std::byte, copiedAtOnce> buffer;
    while (const auto count = readSome(m_socket, buffer)) {
        const auto written =
            writeAll(STDOUT_FILENO, std::span(buffer).first(count), PIPE_BUF, m_wakeup);
        if (written == Written::Interrupted)
            return; // nobody is there to be told
        if (written == Written::Failed) {
            m_outputError = errno;
            break;
        }
    }
    std::ignore = ::shutdown(m_socket, SHUT_RDWR); // where the reader of our output has gone
    QMetaObject::invokeMethod(this, &PipedStream::finished, Qt::QueuedConnection); // no data
}

} // namespace sealcord

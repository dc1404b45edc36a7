// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>

namespace sealcord {

/// A pipe: what a log writes into where somebody captures it.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        closeWriter();
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeReader() { close(m_ends[0]); }
    void closeWriter() { close(m_ends[1]); }

    /// What comes within \a milliseconds: up to the first pause of that length.
    QByteArray read(int milliseconds = 0)
    {
        QByteArray all;
        pollfd input{.fd = m_ends[0], .events = POLLIN, .revents = 0};
        std::array<char, 65536> buffer;
        while (::poll(&input, 1, milliseconds) > 0) {
            const auto count = ::read(m_ends[0], buffer.data(), buffer.size());
            if (count <= 0)
                break;
            all.append(buffer.data(), static_cast<qsizetype>(count));
        }
        return all;
    }

    /// Fills it to the brim, as a reader does who never reads.
    void fill()
    {
        const auto flags = ::fcntl(m_ends[1], F_GETFL);
        ::fcntl(m_ends[1], F_SETFL, flags | O_NONBLOCK);
        const std::array<char, 4096> page{};
        while (::write(m_ends[1], page.data(), page.size()) > 0) { }
        ::fcntl(m_ends[1], F_SETFL, flags);
    }

private:
    static void close(int &end)
    {
        if (end >= 0)
            ::close(end);
        end = -1;
    }

    std::array<int, 2> m_ends{-1, -1};
};

} // namespace sealcord

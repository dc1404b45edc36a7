// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/patience.h"

#include <utility>

#include <poll.h>
#include <unistd.h>

namespace sealcord::test {

/// A file descriptor that is closed with its owner. A child gets it only where it is redirected.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    { }
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    { }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    /// Whether a read has something to tell within \a milliseconds, the end included.
    [[nodiscard]] bool isReadable(int milliseconds = patience) const
    {
        pollfd polled{.fd = m_number, .events = POLLIN, .revents = 0};
        return ::poll(&polled, 1, milliseconds) > 0;
    }
    void close()
    {
        if (isOpen())
            ::close(std::exchange(m_number, -1));
    }

private:
    int m_number = -1;
};

} // namespace sealcord::test

// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

/// Descriptors for notifiers to watch.
namespace dispatching {

/// Closes what it holds.
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
    void close();

private:
    int m_number = -1;
};

/// Two connected stream sockets.
struct Pair {
    Descriptor near;
    Descriptor far;

    /// Writes one byte into the far end: the near one becomes readable.
    void say() const;
    /// Reads all that has arrived at the near end. How many bytes.
    int listen() const;
    /// Fills the near end until it is not writable.
    void fill() const;
};

/// Of the local domain.
[[nodiscard]] Pair makePair();
/// Over TCP, which knows urgent data.
[[nodiscard]] Pair makeTcpPair();
/// Urgent data, which a notifier for exceptions is for.
void sayUrgently(const Pair &pair);

[[nodiscard]] Descriptor openFile(const char *path);
[[nodiscard]] Descriptor duplicate(const Descriptor &descriptor);
/// A pair whose near end has the number \a number, which is free.
[[nodiscard]] Pair makePairAt(int number);

} // namespace dispatching

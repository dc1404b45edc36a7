// SPDX-License-Identifier: MIT
#include "tests/benchmarks/forward/readers.h"

#include "tests/benchmarks/floor/socket.h"
#include "tests/benchmarks/forward/clientsocket.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <utility>
#include <vector>

#include <sys/epoll.h>

namespace sealcord::forward {

namespace {

using Clock = std::chrono::steady_clock;

struct Reader {
    explicit Reader(std::uint16_t port)
        : socket(port)
    { }

    ClientSocket socket;
    std::uint64_t bytes = 0; ///< in this phase
};

class Readers
{
public:
    Readers(std::uint16_t port, unsigned count)
    {
        m_readers.reserve(count); // they are pointed at
        for (unsigned i = 0; i < count; ++i) {
            auto &reader = m_readers.emplace_back(port);
            constexpr auto endless = std::numeric_limits<std::uint64_t>::max();
            reader.socket.send(Request{.work = Work::Source, .length = endless});
            setRead(reader, true);
        }
    }

    void setFirstIsRead(bool isRead) { setRead(m_readers.front(), isRead); }

    void read(std::chrono::seconds duration)
    {
        for (auto &reader : m_readers)
            reader.bytes = 0;
        m_begin = Clock::now();
        std::array<epoll_event, 256> events;
        for (const auto end = m_begin + duration; Clock::now() < end;) {
            constexpr int patience = 100; // ms; then the clock is looked at
            const int count = ::epoll_wait(m_epoll, events.data(), int{events.size()}, patience);
            for (const auto &event :
                std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
                auto &reader = *static_cast<Reader *>(event.data.ptr);
                reader.bytes += reader.socket.discard(std::uint64_t{64} * 1024);
            }
        }
    }

    /// What the last call of read() has read, of the first and of the others.
    void print(const char *phase) const
    {
        const auto time = std::chrono::duration<double>(Clock::now() - m_begin).count();
        const auto others = std::span(m_readers).subspan(1);
        std::uint64_t sum = 0;
        std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
        for (const auto &reader : others) {
            sum += reader.bytes;
            least = std::min(least, reader.bytes);
        }
        const auto rate = [time](std::uint64_t bytes) { return static_cast<double>(bytes) / time; };
        std::printf("{\"phase\": \"%s\", \"first\": %.0f, \"others\": %.0f, \"slowest\": %.0f}\n",
            phase, rate(m_readers.front().bytes), rate(sum), rate(least));
        std::fflush(stdout);
    }

private:
    void setRead(Reader &reader, bool isRead) const
    {
        epoll_event event{.events = EPOLLIN, .data = {.ptr = &reader}};
        const int operation = isRead ? EPOLL_CTL_ADD : EPOLL_CTL_DEL;
        if (::epoll_ctl(m_epoll, operation, reader.socket.descriptor(), &event) != 0)
            floor::die("epoll_ctl");
    }

    int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Reader> m_readers;
    Clock::time_point m_begin;
};

} // namespace

void runReaders(
    std::uint16_t port, unsigned count, std::chrono::seconds duration, std::chrono::seconds stopped)
{
    Readers readers(port, count);
    readers.read(std::chrono::seconds(1));
    readers.read(duration);
    readers.print("all");
    if (stopped.count() == 0)
        return;
    readers.setFirstIsRead(false);
    readers.read(stopped);
    readers.print("without one");
    readers.setFirstIsRead(true);
    readers.read(duration);
    readers.print("resumed");
}

} // namespace sealcord::forward

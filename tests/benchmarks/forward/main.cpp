// SPDX-License-Identifier: MIT
// bench_forward: a TCP service, and clients that measure what carries it. See usage().
#include "tests/benchmarks/floor/socket.h"
#include "tests/benchmarks/forward/backend.h"
#include "tests/benchmarks/forward/loads.h"
#include "tests/benchmarks/forward/readers.h"
#include "tests/benchmarks/forward/relay.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>

namespace {

using namespace sealcord::forward;

[[noreturn]] void usage()
{
    std::fputs("usage: bench_forward backend PORT\n"
               "       bench_forward relay PORT TARGET_PORT\n"
               "       bench_forward down|up PORT BYTES\n"
               "       bench_forward ping PORT SECONDS\n"
               "       bench_forward connect PORT SECONDS PARALLEL\n"
               "       bench_forward idle PORT CONNECTIONS\n"
               "       bench_forward read PORT CONNECTIONS SECONDS SECONDS_STOPPED\n",
        stderr);
    std::exit(2);
}

// The number in `text`, not over what the type of the result holds.
template <typename Number> Number numberIn(const char *text)
{
    Number number = 0;
    const auto *end = text + std::strlen(text);
    const auto result = std::from_chars(text, end, number);
    if (result.ec != std::errc() || result.ptr != end)
        usage();
    return number;
}

std::chrono::seconds secondsIn(const char *text)
{
    return std::chrono::seconds(numberIn<std::uint16_t>(text));
}

} // namespace

int main(int argc, char *argv[])
{
    const std::span<char *const> words(argv + 1, static_cast<std::size_t>(argc > 0 ? argc - 1 : 0));
    if (words.size() < 2)
        usage();
    const std::string_view what = words[0];
    const auto port = numberIn<std::uint16_t>(words[1]);
    const auto values = words.subspan(2);
    sealcord::floor::raiseDescriptorLimit();
    if (what == "backend" && values.empty())
        runBackend(port);
    else if (what == "relay" && values.size() == 1)
        runRelay(port, numberIn<std::uint16_t>(values[0]));
    else if ((what == "down" || what == "up") && values.size() == 1)
        runBulk(port,
            {.work = what == "down" ? Work::Source : Work::Sink,
                .length = numberIn<std::uint64_t>(values[0])});
    else if (what == "ping" && values.size() == 1)
        runPings(port, secondsIn(values[0]));
    else if (what == "connect" && values.size() == 2)
        runConnects(port, secondsIn(values[0]), numberIn<unsigned>(values[1]));
    else if (what == "idle" && values.size() == 1)
        runIdle(port, numberIn<unsigned>(values[0]));
    else if (what == "read" && values.size() == 3)
        runReaders(port, numberIn<unsigned>(values[0]), secondsIn(values[1]), secondsIn(values[2]));
    else
        usage();
    return 0;
}

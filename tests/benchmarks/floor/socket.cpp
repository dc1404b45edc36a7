// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/socket.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace sealcord::floor {

namespace {

union Address {
    sockaddr any;
    sockaddr_in v4;
};

} // namespace

void die(const char *what)
{
    std::perror(what);
    std::exit(1);
}

int listenOn(std::uint16_t port)
{
    constexpr int backlog = 4096; // as many as Sealcord's server
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        die("socket");
    const int yes = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); // inherited on Linux
    Address address{};
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(port);
    address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(descriptor, &address.any, sizeof address.v4) != 0)
        die("bind");
    if (::listen(descriptor, backlog) != 0)
        die("listen");
    return descriptor;
}

std::uint16_t portOf(int descriptor)
{
    Address address{};
    socklen_t length = sizeof address.v4;
    if (::getsockname(descriptor, &address.any, &length) != 0)
        die("getsockname");
    return ntohs(address.v4.sin_port);
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::uint16_t portArgument(int argc, char *argv[])
{
    std::uint16_t port = 0;
    if (argc == 1)
        return port;
    const auto *end = argv[1] + std::strlen(argv[1]);
    const auto result = std::from_chars(argv[1], end, port);
    if (argc > 2 || result.ec != std::errc() || result.ptr != end) {
        std::fprintf(stderr, "usage: %s [PORT]\n", argv[0]);
        std::exit(2);
    }
    return port;
}

} // namespace sealcord::floor

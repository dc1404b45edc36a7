// SPDX-License-Identifier: MIT
#include "descriptors.h"

#include <QtGlobal>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace dispatching {

namespace {

void check(bool holds)
{
    if (!holds)
        qFatal("the system refuses a descriptor");
}

void makeNonBlocking(const Descriptor &descriptor)
{
    check(fcntl(descriptor.number(), F_SETFL, O_NONBLOCK) == 0);
}

} // namespace

void Pair::say() const
{
    check(::send(far.number(), "x", 1, MSG_NOSIGNAL) == 1);
}

int Pair::listen() const
{
    std::array<char, 64> bytes{};
    int count = 0;
    for (ssize_t got = 0; (got = ::read(near.number(), bytes.data(), bytes.size())) > 0;)
        count += static_cast<int>(got);
    return count;
}

void Pair::fill() const
{
    const std::array<char, 4096> bytes{};
    while (::send(near.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0) { }
}

Pair makePair()
{
    std::array<int, 2> numbers{};
    check(socketpair(AF_UNIX, SOCK_STREAM, 0, numbers.data()) == 0);
    Pair pair{Descriptor(numbers[0]), Descriptor(numbers[1])};
    makeNonBlocking(pair.near);
    makeNonBlocking(pair.far);
    return pair;
}

Pair makeTcpPair()
{
    const Descriptor listener(socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address); // as the sockets API wants it
    check(bind(listener.number(), generic, length) == 0);
    check(::listen(listener.number(), 1) == 0);
    check(getsockname(listener.number(), generic, &length) == 0);

    Pair pair{Descriptor(socket(AF_INET, SOCK_STREAM, 0)), {}};
    check(connect(pair.near.number(), generic, length) == 0);
    pair.far = Descriptor(accept(listener.number(), nullptr, nullptr));
    makeNonBlocking(pair.near);
    makeNonBlocking(pair.far);
    return pair;
}

void sayUrgently(const Pair &pair)
{
    check(::send(pair.far.number(), "!", 1, MSG_OOB | MSG_NOSIGNAL) == 1);
}

Descriptor openFile(const char *path)
{
    Descriptor file(open(path, O_RDWR | O_CLOEXEC));
    check(file.number() >= 0);
    return file;
}

Descriptor duplicate(const Descriptor &descriptor)
{
    return Descriptor(dup(descriptor.number()));
}

Pair makePairAt(int number)
{
    auto pair = makePair();
    if (pair.far.number() == number)
        std::swap(pair.near, pair.far);
    if (pair.near.number() != number) {
        check(dup2(pair.near.number(), number) == number);
        pair.near = Descriptor(number);
    }
    return pair;
}

} // namespace dispatching

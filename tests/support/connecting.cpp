// SPDX-License-Identifier: MIT
#include "tests/support/connecting.h"

#include <cerrno>
#include <tuple>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sealcord::test {

static Connects connects = Connects::AsEver;

Connecting::Connecting(Connects how)
{
    connects = how;
}

Connecting::~Connecting()
{
    connects = Connects::AsEver;
}

} // namespace sealcord::test

using sealcord::test::Connects;

// Whoever calls connect() finds this one before the system's, by its name for the linker.
extern "C" int connectInstead(int descriptor, const sockaddr *address, socklen_t length) __asm__(
    "connect");

extern "C" int connectInstead(int descriptor, const sockaddr *address, socklen_t length)
{
    const auto how = sealcord::test::connects;
    if (how == Connects::ToItself)
        std::ignore = bind(descriptor, address, length);
    const int flags = fcntl(descriptor, F_GETFL);
    if (how != Connects::AsEver)
        fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
    const auto result = syscall(SYS_connect, descriptor, address, length);
    const int error = errno;
    fcntl(descriptor, F_SETFL, flags);
    errno = error;
    return static_cast<int>(result);
}

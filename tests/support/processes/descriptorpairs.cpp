// SPDX-License-Identifier: MIT
#include "tests/support/processes/descriptorpairs.h"

#include <array>

#include <fcntl.h>
#include <pty.h>

namespace sealcord::test {

Pipe Pipe::open()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Terminal Terminal::open()
{
    int master = -1;
    int slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
        return {};
    for (const auto end : {master, slave})
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    return {Descriptor(master), Descriptor(slave)};
}

} // namespace sealcord::test

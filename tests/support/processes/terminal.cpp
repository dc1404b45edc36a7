// SPDX-License-Identifier: MIT
#include "tests/support/processes/terminal.h"

#include <fcntl.h>
#include <pty.h>

namespace sealcord::test {

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

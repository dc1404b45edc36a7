// SPDX-License-Identifier: MIT
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace sealcord {

/// Runs \a body in a child process and returns its exit code, or minus the signal that ended it.
template <typename Body> int exitCodeOfChild(Body body)
{
    const auto child = ::fork();
    if (child == 0)
        _exit(body());
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child)
        return -1000;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace sealcord

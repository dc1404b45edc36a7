// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"

#include <QString>

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

void openStandardStreams()
{
    // open() takes the lowest number that is free. Where the missing one is standard output,
    // writing to it fails as it would without a descriptor: what is lost there must not count as
    // written.
    for (const auto descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) < 0)
            std::ignore = ::open("/dev/null", descriptor == STDOUT_FILENO ? O_RDONLY : O_RDWR);
    }
}

bool forbidDumps(const QProcessEnvironment &environment)
{
    if (environment.value(u"SEALCORD_ALLOW_DUMP"_s) == u"1"_s)
        return true;
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    const auto isCoreForbidden = ::setrlimit(RLIMIT_CORE, &none) == 0;
    return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && isCoreForbidden;
}

void returnLargeBuffers()
{
#ifdef __GLIBC__
    constexpr int largeBuffer = 4 * 1024 * 1024;
    std::ignore = mallopt(M_MMAP_THRESHOLD, largeBuffer);
#endif
}

std::size_t raiseDescriptorLimit()
{
    // What "unlimited" comes to where a system says so: the kernel's own default ceiling
    // (fs.nr_open, proc(5)).
    constexpr rlim_t ceiling = 1024 * 1024;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    const auto wanted = limit.rlim_max == RLIM_INFINITY ? ceiling : limit.rlim_max;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur < wanted) {
        const rlimit raised{.rlim_cur = wanted, .rlim_max = limit.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit.rlim_cur = wanted;
    }
    return static_cast<std::size_t>(std::min(limit.rlim_cur, std::max(wanted, ceiling)));
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/net/unixsocket.h"

#include "core/text/systemtext.h"

#include <QByteArray>

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPath = sizeof(sockaddr_un::sun_path) - 1; // a zero ends it

} // namespace

std::expected<void, QString> fitsSocket(QStringView path)
{
    if (toSystem(path).size() > longestPath)
        return std::unexpected(u"a socket's path has at most %1 bytes"_s.arg(longestPath));
    return {};
}

std::expected<int, int> connectToPath(QStringView path)
{
    const auto bytes = toSystem(path);
    if (bytes.size() > longestPath)
        return std::unexpected(ENAMETOOLONG);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(bytes, address.sun_path);
    const int made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0)
        return std::unexpected(errno);
    if (::connect(made, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return made;
    const int error = errno;
    ::close(made);
    return std::unexpected(error);
}

bool isNobodyThere(int error)
{
    return error == ECONNREFUSED || error == ENOENT;
}

} // namespace sealcord

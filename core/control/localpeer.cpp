// SPDX-License-Identifier: MIT
#include "core/control/localpeer.h"

#include "core/text/systemtext.h"

#include <QByteArray>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

bool LocalPeer::isTrusted() const
{
    return user == 0 || user == ::geteuid();
}

std::optional<LocalPeer> localPeer(int descriptor)
{
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0)
        return std::nullopt;
    return LocalPeer{credentials.pid, credentials.uid};
}

namespace {

std::unexpected<QString> inTheWay(const QString &path, const QString &what)
{
    return std::unexpected(path + u": "_s + what);
}

std::expected<void, QString> whoListens(const QString &path, int descriptor, int error)
{
    if (error == ECONNREFUSED || error == ENOENT)
        return {};
    if (error == 0) {
        const auto peer = localPeer(descriptor);
        return inTheWay(path, u"process %1 listens there"_s.arg(peer ? peer->process : 0));
    }
    if (error == EAGAIN)
        return inTheWay(path, u"another program listens there"_s);
    return inTheWay(path, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace

std::expected<void, QString> isSocketFree(const QString &path)
{
    sockaddr_un address{};
    const auto bytes = toSystem(path);
    if (static_cast<std::size_t>(bytes.size()) >= sizeof address.sun_path)
        return inTheWay(
            path, u"a socket's path has at most %1 bytes"_s.arg(sizeof address.sun_path - 1));
    struct stat status{};
    if (::lstat(bytes.constData(), &status) == 0 && !S_ISSOCK(status.st_mode))
        return inTheWay(path, u"there is something else, which is no socket"_s);

    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const auto result = descriptor < 0
        ? -1
        : ::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    const auto found = whoListens(path, descriptor, result == 0 ? 0 : errno);
    if (descriptor >= 0)
        ::close(descriptor);
    return found;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/control/localpeer.h"

#include "core/net/unixsocket.h"
#include "core/text/systemtext.h"

#include <QByteArray>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
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

} // namespace

std::expected<void, QString> isSocketFree(const QString &path)
{
    if (const auto fits = fitsSocket(path); !fits)
        return inTheWay(path, fits.error());
    struct stat status{};
    if (::lstat(toSystem(path).constData(), &status) == 0 && !S_ISSOCK(status.st_mode))
        return inTheWay(path, u"there is something else, which is no socket"_s);

    const auto connected = connectToPath(path);
    if (connected) {
        const auto peer = localPeer(*connected);
        ::close(*connected);
        return inTheWay(path, u"process %1 listens there"_s.arg(peer ? peer->process : 0));
    }
    if (isNobodyThere(connected.error()))
        return {};
    if (connected.error() == EAGAIN)
        return inTheWay(path, u"another program listens there"_s);
    return inTheWay(path, QString::fromLocal8Bit(std::strerror(connected.error())));
}

} // namespace sealcord

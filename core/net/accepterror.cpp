// SPDX-License-Identifier: MIT
#include "core/net/accepterror.h"

#include <cerrno>

namespace sealcord {

// accept(2) names those of the network as to be taken like "try again".
AcceptError acceptError(int number)
{
    if (number == EAGAIN || number == EWOULDBLOCK)
        return AcceptError::NobodyWaits;
    switch (number) {
    case ECONNABORTED:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case EINTR:
    case ENETDOWN:
    case ENETUNREACH:
    case ENOPROTOOPT:
    case EOPNOTSUPP:
    case EPERM: // a firewall's rule
    case EPROTO:
#ifdef ENONET
    case ENONET:
#endif
        return AcceptError::Passing;
    default:
        return AcceptError::Lasting;
    }
}

} // namespace sealcord

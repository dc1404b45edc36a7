// SPDX-License-Identifier: MIT
#include "widgets/connection/windowcodes.h"

namespace sealcord {

QString WindowCodes::whyNot(const ConnectionInfo &connection) const
{
    if (connection.ended)
        return tr("The connection has ended. A code is compared while both ends are connected.");
    if (!connection.established)
        return tr("No key is agreed yet.");
    if (!connection.peer)
        return tr("It speaks classic, in which the ends have no keys of their own. Compare the "
                  "fingerprint of the connection instead.");
    return {};
}

} // namespace sealcord

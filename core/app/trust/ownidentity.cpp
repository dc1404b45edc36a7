// SPDX-License-Identifier: MIT
#include "core/app/trust/ownidentity.h"

#include "core/crypto/randomsource.h"
#include "core/trust/identity.h"
#include "core/trust/pskfile.h"

#include <utility>

namespace sealcord {

std::expected<Identity, TrustError> openIdentity(
    const QString &keyPath, const QString &pskPath, const QString &name)
{
    SystemRandom random;
    auto key = readOrMakeIdentity(keyPath, random);
    if (!key)
        return std::unexpected(std::move(key.error()));
    Identity identity{
        .key = std::move(*key), .preSharedKey = std::nullopt, .name = name.toStdString()};
    if (pskPath.isEmpty())
        return identity;
    auto preSharedKey = readPsk(pskPath);
    if (!preSharedKey)
        return std::unexpected(std::move(preSharedKey.error()));
    identity.preSharedKey = std::move(*preSharedKey);
    return identity;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/trust/identity.h"

#include "core/crypto/privatekeypem.h"
#include "core/trust/guardedfile.h"
#include "core/trust/writtenfile.h"

#include <optional>
#include <string_view>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Pair = std::expected<X25519KeyPair, TrustError>;

std::unexpected<TrustError> cryptoError(const QString &path, const CryptoError &error)
{
    return std::unexpected(TrustError{path + u": "_s + QString::fromStdString(error.text)});
}

// Nothing where there is no file.
std::expected<std::optional<X25519KeyPair>, TrustError> readIfThere(const QString &path)
{
    // Room for what is not in the right form, so that the error says that.
    Secret<16 * 1024> buffer;
    const auto length = readSecret(path, buffer.bytes());
    if (!length)
        return std::unexpected(length.error());
    if (!*length)
        return std::nullopt;
    auto pair = keyPairFromPem({reinterpret_cast<const char *>(buffer.bytes().data()), **length});
    if (!pair)
        return cryptoError(path, pair.error());
    return *std::move(pair);
}

} // namespace

Pair readIdentity(const QString &path)
{
    auto pair = readIfThere(path);
    if (!pair)
        return std::unexpected(pair.error());
    if (!*pair)
        return std::unexpected(TrustError{path + u": there is no such file"_s});
    return **std::move(pair);
}

Pair makeIdentity(const QString &path, RandomSource &random)
{
    auto pair = X25519KeyPair::generate(random);
    if (!pair)
        return cryptoError(path, pair.error());
    const auto pem = toPem(*pair);
    if (!pem)
        return cryptoError(path, pem.error());
    const auto making = makeSecretFile(path, pem->bytes());
    if (!making)
        return std::unexpected(making.error());
    if (*making == Making::WasThere)
        return std::unexpected(TrustError{path
            + u": there is a file already, and a key is never written over. Move it away, "
              "or give another name"_s});
    return *std::move(pair);
}

Pair readOrMakeIdentity(const QString &path, RandomSource &random)
{
    auto pair = readIfThere(path);
    if (!pair)
        return std::unexpected(pair.error());
    if (*pair)
        return **std::move(pair);
    auto made = makeIdentity(path, random);
    if (made)
        return made;
    // Another program may have been first.
    auto others = readIfThere(path);
    if (others && *others)
        return **std::move(others);
    return made;
}

} // namespace sealcord

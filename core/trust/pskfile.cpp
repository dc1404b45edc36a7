// SPDX-License-Identifier: MIT
#include "core/trust/pskfile.h"

#include "core/crypto/base64.h"
#include "core/trust/guardedfile.h"
#include "core/trust/writtenfile.h"

#include <algorithm>
#include <string_view>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t digitCount = base64Length(pskLength);
constexpr std::string_view ending = "=\n"; // 32 bytes are padded by one character
constexpr std::size_t fileLength = digitCount + ending.size();

} // namespace

std::expected<PresharedKey, TrustError> readPsk(const QString &path)
{
    Secret<fileLength> buffer;
    const auto length = readSecret(path, buffer.bytes());
    if (!length)
        return std::unexpected(length.error());
    if (!*length)
        return std::unexpected(TrustError{path + u": there is no such file"_s});
    const std::string_view text(reinterpret_cast<const char *>(buffer.bytes().data()), **length);
    PresharedKey psk;
    const auto behind = text.substr(std::min(digitCount, text.size()));
    // A last newline may be missing.
    if (behind.empty() || !ending.starts_with(behind)
        || !fromBase64(text.substr(0, digitCount), psk.bytes()))
        return std::unexpected(TrustError{path
            + u": is no pre-shared key: one line, 44 characters of base64 of 32 random "
              "bytes, as 'sealcord key psk' makes it"_s});
    return psk;
}

std::expected<void, TrustError> makePsk(const QString &path, RandomSource &random)
{
    PresharedKey psk;
    if (!random.fill(psk.bytes()))
        return std::unexpected(TrustError{u"the random number generator failed"_s});
    Secret<fileLength> text;
    const std::span characters(reinterpret_cast<char *>(text.bytes().data()), fileLength);
    toBase64(psk.bytes(), characters.first<digitCount>());
    std::ranges::copy(ending, characters.last<ending.size()>().begin());
    const auto making = makeSecretFile(path, text.bytes());
    if (!making)
        return std::unexpected(making.error());
    if (*making == Making::WasThere)
        return std::unexpected(
            TrustError{path + u": there is a file already, and a key is never written over"_s});
    return {};
}

} // namespace sealcord

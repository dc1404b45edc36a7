// SPDX-License-Identifier: MIT
#include "core/trust/keyword.h"

#include "core/crypto/keytext.h"

namespace sealcord {

using namespace Qt::StringLiterals;

QString keyWord(const X25519KeyPair::PublicKey &key)
{
    return QString::fromStdString(publicKeyText(key));
}

QString fingerprintWord(const X25519KeyPair::PublicKey &key)
{
    return QString::fromStdString(keyFingerprint(key));
}

Value<X25519KeyPair::PublicKey> parseKeyWord(QStringView text)
{
    const auto key = parsePublicKey(text.toUtf8().toStdString());
    if (!key)
        return std::unexpected(valueError(text,
            u"is no public key: x25519: and 43 characters of base64, as 'sealcord key show' "
            "prints it"_s));
    return *key;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/text/values.h"

#include <QString>
#include <QStringView>

/// Public keys in QString, as the files of trust and the options have them.
namespace sealcord {

/// "x25519:...".
[[nodiscard]] QString keyWord(const X25519KeyPair::PublicKey &key);
/// "SHA256:...".
[[nodiscard]] QString fingerprintWord(const X25519KeyPair::PublicKey &key);
/// The key that keyWord() made \a text of, or what is wrong with it in words.
[[nodiscard]] Value<X25519KeyPair::PublicKey> parseKeyWord(QStringView text);

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/protocol/protocol.h"
#include "core/traffic/models/connectionmodel.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <span>

/// What is known of one connection, in words. Translated; plain text.
namespace sealcord {

/// "Classic", and how it was chosen.
[[nodiscard]] QString describeProtocol(Protocol protocol);
/// "AES-256-GCM (SP 800-38D), computed by OpenSSL 3.0.17".
[[nodiscard]] QString describeCipher(AeadEngine engine);
/// "Public key", "Verify token", ...
[[nodiscard]] QString describe(FieldKind field);
/// "Encryption request", "Encryption response", ...
[[nodiscard]] QString describe(PacketKind packet);
/// "12 of 4,294,967,296 messages".
[[nodiscard]] QString describeSealed(quint64 sealed, quint64 budget);
/// "de ad be ef", in lines of 16.
[[nodiscard]] QString hexLines(std::span<const std::byte> bytes);

/// As both programs log it, "SHA256:" and base64, in groups of four, for two people who read it to
/// each other.
[[nodiscard]] QString groupedFingerprint(const Fingerprint &fingerprint);

/// What the protection of a connection does not give, a sentence each.
[[nodiscard]] QStringList whatIsNotGiven();

} // namespace sealcord

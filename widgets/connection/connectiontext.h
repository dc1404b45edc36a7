// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/protocol/keyuse.h"
#include "core/protocol/protocol.h"
#include "core/traffic/models/connectionmodel.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <span>

/// What is known of one connection, in words. Translated; plain text.
namespace sealcord {

/// "Classic", and how it was chosen.
[[nodiscard]] QString describeProtocol(Protocol protocol);
/// "AES-256-GCM (SP 800-38D), computed by OpenSSL 3.0.17", or without who computes it.
[[nodiscard]] QString describeCipher(std::optional<AeadEngine> engine);
/// "Encryption request", "Encryption response", ...
[[nodiscard]] QString describe(PacketKind packet);
/// What \a field of a handshake says: "XX, without a pre-shared key". Empty for bytes that mean
/// nothing by themselves.
[[nodiscard]] QString describeValue(FieldKind field, std::span<const std::byte> bytes);
/// The same of the first field of that kind in the packets of \a info; empty where there is none.
[[nodiscard]] QString describeValue(FieldKind field, const ConnectionInfo &info);
/// "12 of 4,294,967,296 messages".
[[nodiscard]] QString describeSealed(quint64 sealed, quint64 budget);
/// "de ad be ef", in lines of 16.
[[nodiscard]] QString hexLines(std::span<const std::byte> bytes);

/// As both programs log it, "SHA256:" and base64, in groups of four, for two people who read it to
/// each other.
[[nodiscard]] QString groupedFingerprint(const Fingerprint &fingerprint);

/// "20,001 records; the key was replaced once; the next one after 12,767 more".
[[nodiscard]] QString describeKeyUse(const KeyUse &use, bool hasEnded);

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/trust/place.h"
#include "core/trust/trusterror.h"
#include "core/trust/utctime.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

/// A line of known_servers: this key is the server at that place.
struct KnownServer {
    Place place;
    X25519KeyPair::PublicKey key{};
    std::optional<UtcDate> verified; ///< when a code was compared; none: it was only seen first
    int line = 0; ///< counted from 1
};

/// The servers that an agent knows: a value, made of the file's text.
class KnownServers
{
public:
    KnownServers() = default;

    /// All of \a text, or which line is wrong, and why; \a path is for the error.
    [[nodiscard]] static std::expected<KnownServers, TrustError> parse(
        QByteArrayView text, const QString &path);
    /// The file at \a path; one that is not there knows nobody. Blocks for the file system.
    [[nodiscard]] static std::expected<KnownServers, TrustError> read(const QString &path);

    [[nodiscard]] const std::vector<KnownServer> &entries() const { return m_entries; }
    /// Those of one place. Any of them is accepted: a change of key can be announced in time.
    [[nodiscard]] std::vector<KnownServer> at(const Place &place) const;

private:
    std::vector<KnownServer> m_entries;
};

// What changes the file at `path`: under its lock, so that of two programs at once neither loses
// what the other wrote; the other lines, their comments and the empty ones stay. The file that does
// not parse is not written. Each blocks for the file system, at most 5 s for the lock.

/// Adds a line, unless it is there.
[[nodiscard]] std::expected<void, TrustError> rememberServer(
    const QString &path, const Place &place, const X25519KeyPair::PublicKey &key);
/// Writes down that a code was compared on \a date; adds the line where it is missing.
[[nodiscard]] std::expected<void, TrustError> markServerVerified(
    const QString &path, const Place &place, const X25519KeyPair::PublicKey &key, UtcDate date);
/// Takes the lines of \a place with \a key out. None is an error.
[[nodiscard]] std::expected<void, TrustError> forgetServer(
    const QString &path, const Place &place, const X25519KeyPair::PublicKey &key);

} // namespace sealcord

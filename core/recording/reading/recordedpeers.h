// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/records/record.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

/// Reads which connections the records of one file are about.
class RecordedPeers
{
public:
    /// So many names of peers are taken: each is kept for as long as the program runs, and a file
    /// may hold any number. Those beyond are nobody that is known.
    static constexpr std::size_t most = 10'000;

    /// Whom \a record is about; id 0: no connection.
    [[nodiscard]] ConnectionName connection(const Record &record);

private:
    [[nodiscard]] KnownPeer known(std::string_view name, std::string_view fingerprint);

    std::map<std::pair<std::string, Sha256Digest>, KnownPeer> m_known;
};

/// "SHA256:" and base64, as Fingerprint::toString() writes it.
[[nodiscard]] std::optional<Fingerprint> parseFingerprint(std::string_view text);
/// "127.0.0.1:1337", as Endpoint::toString() writes it.
[[nodiscard]] std::optional<Endpoint> parseEndpoint(std::string_view text);

} // namespace sealcord

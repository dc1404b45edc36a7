// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedpeers.h"

#include "core/crypto/base64.h"
#include "core/net/addresstext.h"
#include "core/text/visibletext.h"

#include <QString>

#include <algorithm>

namespace sealcord {

static constexpr std::string_view digestName = "SHA256:";
static constexpr std::size_t longestName = 256; // in bytes; more than this program lets a name have

std::optional<Fingerprint> parseFingerprint(std::string_view text)
{
    if (!text.starts_with(digestName))
        return std::nullopt;
    text.remove_prefix(digestName.size());
    Fingerprint fingerprint;
    fingerprint.of = text.ends_with('=') ? Fingerprint::Of::Connection : Fingerprint::Of::PeerKey;
    if (text.ends_with('='))
        text.remove_suffix(1);
    if (!fromBase64(text, std::as_writable_bytes(std::span(fingerprint.digest))))
        return std::nullopt;
    return fingerprint;
}

std::optional<Endpoint> parseEndpoint(std::string_view text)
{
    constexpr std::size_t longest = 128;
    const auto utf16 = QString::fromStdString(std::string(text.substr(0, longest)));
    const auto parts = splitHostPort(utf16);
    const auto address = parts ? parseAddress(parts->host) : std::nullopt;
    const auto port = parts && parts->port ? parsePort(*parts->port) : std::nullopt;
    return address && port ? std::optional(Endpoint(*address, *port)) : std::nullopt;
}

ConnectionName RecordedPeers::connection(const Record &record)
{
    return {record.count("connection").value_or(0),
        parseEndpoint(record.text("peer")).value_or(Endpoint()),
        known(record.text("agent"), record.text("fingerprint"))};
}

KnownPeer RecordedPeers::known(std::string_view name, std::string_view fingerprint)
{
    const auto key = parseFingerprint(fingerprint);
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (!key || key->of != Fingerprint::Of::PeerKey || name.size() > longestName
        || std::ranges::any_of(name, isControl))
        return {};
    const auto who = std::pair(std::string(name), key->digest);
    if (const auto found = m_known.find(who); found != m_known.end())
        return found->second;
    if (m_known.size() == most)
        return {};
    return m_known.emplace(who, KnownPeer(who.first, *key)).first->second;
}

} // namespace sealcord

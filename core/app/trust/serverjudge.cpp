// SPDX-License-Identifier: MIT
#include "core/app/trust/serverjudge.h"

#include "core/text/escape.h"
#include "core/trust/knownservers.h"
#include "core/trust/utctime.h"

#include <utility>

namespace sealcord {

namespace {

PeerDecision refusal(PeerDecision::Verdict verdict, const QString &why)
{
    return {.verdict = verdict, .why = printable(why.toStdString())};
}

PeerDecision accepted(Protection protection)
{
    return {.verdict = PeerDecision::Verdict::Accepted, .protection = protection};
}

} // namespace

PeerDecision ServerJudge::judge(const Peer &server)
{
    setRefused({});
    const auto known = KnownServers::read(m_settings.knownServers);
    if (!known && !m_settings.given)
        return refusal(PeerDecision::Verdict::UnknownKey, known.error().text);
    const auto verdict =
        judgeServer(known.value_or(KnownServers()), m_settings.place, server.key, m_settings.given);
    if (const auto *const good = std::get_if<ServerAccepted>(&verdict))
        return accepted(good->isVerified ? Protection::Verified : Protection::Pinned);
    if (const auto *const changed = std::get_if<ServerChanged>(&verdict)) {
        setRefused(Refused{server.key, *changed});
        return refusal(PeerDecision::Verdict::ChangedKey,
            changedServerText(*changed, m_settings.place, server.key, m_settings.given));
    }
    return decideUnknown(server.key);
}

bool ServerJudge::knowsServer() const
{
    if (m_settings.given)
        return true;
    const auto known = KnownServers::read(m_settings.knownServers);
    return known && !known->at(m_settings.place).empty();
}

PeerDecision ServerJudge::decideUnknown(const X25519KeyPair::PublicKey &key)
{
    if (m_settings.mode != TrustMode::AcceptNew && !isTrusted(key)) {
        setRefused(Refused{key, {}});
        return refusal(PeerDecision::Verdict::UnknownKey, unknownServerText(m_settings.place, key));
    }
    const auto written = rememberServer(m_settings.knownServers, m_settings.place, key);
    if (!written)
        return refusal(PeerDecision::Verdict::UnknownKey, written.error().text);
    return accepted(Protection::FirstContact);
}

std::expected<void, TrustError> ServerJudge::check() const
{
    if (m_settings.given)
        return {};
    const auto known = KnownServers::read(m_settings.knownServers);
    if (!known)
        return std::unexpected(known.error());
    return {};
}

void ServerJudge::trust(const X25519KeyPair::PublicKey &key)
{
    const std::lock_guard lock(m_mutex);
    m_trusted = key;
}

std::expected<void, TrustError> ServerJudge::markVerified(const X25519KeyPair::PublicKey &key) const
{
    if (m_settings.given)
        return {};
    return markServerVerified(m_settings.knownServers, m_settings.place, key, dateOf(utcNow()));
}

std::optional<ServerJudge::Refused> ServerJudge::refused() const
{
    const std::lock_guard lock(m_mutex);
    return m_refused;
}

void ServerJudge::setRefused(std::optional<Refused> refused)
{
    const std::lock_guard lock(m_mutex);
    m_refused = std::move(refused);
}

bool ServerJudge::isTrusted(const X25519KeyPair::PublicKey &key) const
{
    const std::lock_guard lock(m_mutex);
    return m_trusted == key;
}

std::expected<QString, TrustError> ServerJudge::classicRefusal(Wording wording) const
{
    const auto known = KnownServers::read(m_settings.knownServers);
    if (!known)
        return std::unexpected(known.error());
    return sealcord::classicRefusal(*known, m_settings.place, m_settings.given, wording);
}

} // namespace sealcord

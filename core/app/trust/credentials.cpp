// SPDX-License-Identifier: MIT
#include "core/app/trust/credentials.h"

#include "core/app/log/log.h"
#include "core/crypto/keytext.h"
#include "core/crypto/randomsource.h"
#include "core/trust/identity.h"
#include "core/trust/pskfile.h"
#include "core/trust/trustfolders.h"

#include <QString>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

std::expected<Identity, TrustError> openIdentity(
    const QString &keyPath, const std::optional<QString> &pskPath, const QString &name)
{
    SystemRandom random;
    auto key = readOrMakeIdentity(keyPath, random);
    if (!key)
        return std::unexpected(std::move(key.error()));
    Identity identity{
        .key = std::move(*key), .preSharedKey = std::nullopt, .name = name.toStdString()};
    if (!pskPath)
        return identity;
    auto preSharedKey = readPsk(*pskPath);
    if (!preSharedKey)
        return std::unexpected(std::move(preSharedKey.error()));
    identity.preSharedKey = std::move(*preSharedKey);
    return identity;
}

void tellKey(const Identity &identity, Log &log)
{
    const auto &key = identity.key.publicKey();
    const auto fingerprint = keyFingerprint(key);
    log.write(LogLevel::Info, "server-key",
        u"This server's key: "_s + QString::fromStdString(fingerprint),
        {{"fingerprint", fingerprint}, {"key", publicKeyText(key)}});
}

std::expected<AgentCredentials, NoCredentials> forClassic(const AgentTrustOptions &options,
    const QProcessEnvironment &environment, const Place &place, Wording wording)
{
    const auto known = pathOf(options.knownServers, TrustFile::KnownServers, environment);
    if (!known)
        return AgentCredentials{}; // nowhere a key could be known
    const ServerJudge judge({.place = place, .knownServers = *known, .given = options.serverKey});
    const auto why = judge.classicRefusal(wording);
    if (!why)
        return std::unexpected(NoCredentials{why.error().text});
    if (!why->isEmpty())
        return std::unexpected(NoCredentials{*why, true});
    return AgentCredentials{};
}

std::expected<AgentCredentials, TrustError> forSealed(const AgentTrustOptions &options,
    const QProcessEnvironment &environment, const Place &place, TrustMode unless)
{
    const auto keyPath = pathOf(options.identity, TrustFile::AgentKey, environment);
    if (!keyPath)
        return std::unexpected(keyPath.error());
    // With the server's key given, known_servers is left alone, and need not be anywhere.
    const auto known = options.serverKey && !options.knownServers
        ? std::expected<QString, TrustError>()
        : pathOf(options.knownServers, TrustFile::KnownServers, environment);
    if (!known)
        return std::unexpected(known.error());
    auto identity = openIdentity(*keyPath, options.pskFile, options.name);
    if (!identity)
        return std::unexpected(std::move(identity.error()));
    auto judge = std::make_unique<ServerJudge>(ServerJudge::Settings{.place = place,
        .knownServers = *known,
        .mode = options.trust.value_or(unless),
        .given = options.serverKey});
    if (auto usable = judge->check(); !usable)
        return std::unexpected(std::move(usable.error()));
    return AgentCredentials{std::move(*identity), std::move(judge)};
}

// On the gate's own thread: a log is for any.
void tellChanges(AgentGate &gate, Log &log)
{
    QObject::connect(&gate, &AgentGate::changed, &gate, [&log] {
        log.write(LogLevel::Info, "agents-changed", u"The authorised agents have changed"_s);
    });
    QObject::connect(&gate, &AgentGate::reloadFailed, &gate, [&log](const QString &why) {
        log.write(LogLevel::Error, "agents-unreadable",
            u"The authorised agents stay as they were: "_s + why);
    });
    QObject::connect(&gate, &AgentGate::writingFailed, &gate, [&log](const QString &why) {
        log.write(LogLevel::Error, "pending-unwritable",
            u"Agents that wait are not written down: "_s + why);
    });
}

} // namespace

std::expected<AgentCredentials, NoCredentials> openCredentials(const AgentTrustOptions &options,
    const QProcessEnvironment &environment, const Place &place, TrustMode unless, Wording wording)
{
    if (options.protocol == Protocol::Classic)
        return forClassic(options, environment, place, wording);
    auto credentials = forSealed(options, environment, place, unless);
    if (!credentials)
        return std::unexpected(NoCredentials{credentials.error().text});
    return std::move(*credentials);
}

std::expected<ServerCredentials, TrustError> openCredentials(
    const ServerTrustOptions &options, const QProcessEnvironment &environment)
{
    if (options.protocol == Protocol::Classic)
        return ServerCredentials{};
    const auto keyPath = pathOf(options.identity, TrustFile::ServerKey, environment);
    if (!keyPath)
        return std::unexpected(keyPath.error());
    const auto agents = pathOf(options.authorizedAgents, TrustFile::AuthorizedAgents, environment);
    if (!agents)
        return std::unexpected(agents.error());
    auto identity = openIdentity(*keyPath, options.pskFile, options.name);
    if (!identity)
        return std::unexpected(std::move(identity.error()));
    auto gate = AgentGate::open({.policy = options.agents,
        .authorizedAgents = *agents,
        .pendingAgents = pendingAgentsPath(*keyPath),
        .isForwardedToAnyone = options.isForwardedToAnyone});
    if (!gate)
        return std::unexpected(std::move(gate.error()));
    return ServerCredentials{std::move(*identity), std::move(*gate)};
}

void tellLog(const ServerCredentials &credentials, const ServerTrustOptions &options, Log &log)
{
    if (options.isSealedForAgents)
        log.write(LogLevel::Info, "sealed-alone",
            u"Only the sealed protocol is taken: classic cannot tell which agent it is"_s);
    if (credentials.identity)
        tellKey(*credentials.identity, log);
    if (credentials.gate)
        tellChanges(*credentials.gate, log);
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/trust/serververdict.h"

#include "core/trust/keyword.h"

#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Key = X25519KeyPair::PublicKey;

constexpr auto fileOfServers = "known_servers"_L1;

// "known_servers, line 2, verified 2026-11-28".
QString whereKnown(const KnownServer &server)
{
    return fileOfServers + u", line "_s + QString::number(server.line)
        + (server.verified ? u", verified "_s + utcText(*server.verified) : u", not verified"_s);
}

// "line 2", "lines 2 and 5", "lines 2, 5 and 6".
QString linesOf(const std::vector<KnownServer> &servers)
{
    QStringList numbers;
    for (const auto &server : servers)
        numbers += QString::number(server.line);
    const auto last = numbers.takeLast();
    return numbers.isEmpty() ? u"line "_s + last
                             : u"lines "_s + numbers.join(u", "_s) + u" and "_s + last;
}

QString keysOf(const std::vector<KnownServer> &servers)
{
    QStringList keys;
    for (const auto &server : servers)
        keys += fingerprintWord(server.key) + u" ("_s + whereKnown(server) + u')';
    return keys.join(u", "_s);
}

QString notKnownYet(const Place &place, const Key &offered)
{
    return u"The server %1 is not known yet. Its key's fingerprint is %2."_s.arg(
        place.toString(), fingerprintWord(offered));
}

} // namespace

QString toString(Acquaintance acquaintance)
{
    switch (acquaintance) {
    case Acquaintance::FirstContact:
        return u"first contact, not yet verified"_s;
    case Acquaintance::Pinned:
        return u"pinned"_s;
    case Acquaintance::Verified:
        break;
    }
    return u"verified"_s;
}

ServerVerdict judgeServer(const KnownServers &known, const Place &place, const Key &offered,
    const std::optional<Key> &given)
{
    if (given) {
        if (*given == offered)
            return ServerAccepted{Acquaintance::Verified};
        return ServerChanged{};
    }
    auto candidates = known.at(place);
    if (candidates.empty())
        return ServerUnknown{};
    bool isKnown = false;
    bool isVerified = false;
    for (const auto &server : candidates) {
        isKnown = isKnown || server.key == offered;
        isVerified = isVerified || (server.key == offered && server.verified);
    }
    if (!isKnown)
        return ServerChanged{std::move(candidates)};
    return ServerAccepted{isVerified ? Acquaintance::Verified : Acquaintance::Pinned};
}

QString firstContactText(const Place &place, const Key &offered)
{
    return notKnownYet(place, offered)
        + u" Nobody has verified that it is the server you mean. Compare it with what `sealcord "
          "key fingerprint` says on the server, or connect and compare a code with the person "
          "there."_s;
}

QString firstContactQuestion(const Place &place, const Key &offered)
{
    return firstContactText(place, offered) + u" Trust this key from now on? [y/N]"_s;
}

QString rememberedText(const Place &place, const Key &key)
{
    return u"First contact with %1: key %2 remembered, not yet verified."_s.arg(
        place.toString(), fingerprintWord(key));
}

QString unknownServerText(const Place &place, const Key &offered)
{
    return notKnownYet(place, offered)
        + u" Not connected. Ask whoever runs the server for its key, over another channel, and "
          "give it with --server-key, or write it to known_servers."_s;
}

QString changedServerText(const ServerChanged &changed, const Place &place, const Key &offered,
    const std::optional<Key> &given)
{
    const bool isGiven = changed.known.empty() && given.has_value();
    const auto known =
        isGiven ? fingerprintWord(*given) + u" (--server-key)"_s : keysOf(changed.known);
    const auto remedy =
        isGiven ? u"give its key with --server-key"_s : u"remove "_s + linesOf(changed.known);
    return u"THE KEY OF %1 HAS CHANGED. Somebody may be between you and the server, or it was "
           "given a new key. Known: %2. Received: %3. Nothing was sent. Ask whoever runs the "
           "server for its fingerprint, over another channel. Only if it is the one received, %4 "
           "and connect again."_s.arg(place.toString(), known, fingerprintWord(offered), remedy);
}

QString classicRefusal(
    const KnownServers &known, const Place &place, const std::optional<Key> &given)
{
    const auto servers = known.at(place);
    if (!given && servers.empty())
        return {};
    const auto where = given ? u"--server-key"_s : fileOfServers + u", "_s + linesOf(servers);
    return u"%1 has a known key, which classic cannot check. Not connected. (%2)"_s.arg(
        place.toString(), where);
}

} // namespace sealcord

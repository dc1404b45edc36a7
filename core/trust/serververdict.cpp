// SPDX-License-Identifier: MIT
#include "core/trust/serververdict.h"

#include "core/trust/keyword.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Key = X25519KeyPair::PublicKey;

constexpr auto fileOfServers = "known_servers"_L1;

QString say(Wording wording, const char *english)
{
    return wording == Wording::English ? QString::fromUtf8(english)
                                       : QCoreApplication::translate("ServerVerdict", english);
}

// "known_servers, line 2, verified 2026-11-28".
QString whereKnown(const KnownServer &server, Wording wording)
{
    const auto line = QString::number(server.line);
    return server.verified
        ? say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "%1, line %2, verified %3"))
              .arg(fileOfServers, line, utcText(*server.verified))
        : say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "%1, line %2, not verified"))
              .arg(fileOfServers, line);
}

// "line 2", "lines 2 and 5", "lines 2, 5 and 6".
QString linesOf(const std::vector<KnownServer> &servers, Wording wording)
{
    QStringList numbers;
    for (const auto &server : servers)
        numbers += QString::number(server.line);
    const auto last = numbers.takeLast();
    return numbers.isEmpty() ? say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "line %1")).arg(last)
                             : say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "lines %1 and %2"))
                                   .arg(numbers.join(u", "_s), last);
}

QString keysOf(const std::vector<KnownServer> &servers, Wording wording)
{
    QStringList keys;
    for (const auto &server : servers)
        keys += fingerprintWord(server.key) + u" ("_s + whereKnown(server, wording) + u')';
    return keys.join(u", "_s);
}

QString notKnownYet(const Place &place, const Key &offered, Wording wording)
{
    return say(wording,
        QT_TRANSLATE_NOOP(
            "ServerVerdict", "The server %1 is not known yet. Its key's fingerprint is %2."))
        .arg(place.toString(), fingerprintWord(offered));
}

} // namespace

ServerVerdict judgeServer(const KnownServers &known, const Place &place, const Key &offered,
    const std::optional<Key> &given)
{
    if (given) {
        if (*given == offered)
            return ServerAccepted{true};
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
    return ServerAccepted{isVerified};
}

QString firstContactText(const Place &place, const Key &offered, Wording wording)
{
    return notKnownYet(place, offered, wording) + u' '
        + say(wording,
            QT_TRANSLATE_NOOP("ServerVerdict",
                "Nobody has verified that it is the server you mean. Compare it with what "
                "`sealcord key fingerprint` says on the server, or connect and compare a code with "
                "the person there."));
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
    return notKnownYet(place, offered, Wording::English)
        + u" Not connected. Ask whoever runs the server for its key, over another channel, and "
          "give it with --server-key, or write it to known_servers."_s;
}

QString changedServerText(const ServerChanged &changed, const Place &place, const Key &offered,
    const std::optional<Key> &given, Wording wording)
{
    const bool isGiven = changed.known.empty() && given.has_value();
    const auto known =
        isGiven ? fingerprintWord(*given) + u" (--server-key)"_s : keysOf(changed.known, wording);
    const auto remedy = isGiven
        ? say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "give its key with --server-key"))
        : say(wording, QT_TRANSLATE_NOOP("ServerVerdict", "remove %1"))
              .arg(linesOf(changed.known, wording));
    return say(wording,
        QT_TRANSLATE_NOOP("ServerVerdict",
            "THE KEY OF %1 HAS CHANGED. Somebody may be between you and the server, or it was "
            "given a new key. Known: %2. Received: %3. Nothing was sent. Ask whoever runs the "
            "server for its fingerprint, over another channel. Only if it is the one received, %4 "
            "and connect again."))
        .arg(place.toString(), known, fingerprintWord(offered), remedy);
}

QString classicRefusal(
    const KnownServers &known, const Place &place, const std::optional<Key> &given, Wording wording)
{
    const auto servers = known.at(place);
    if (!given && servers.empty())
        return {};
    const auto where =
        given ? u"--server-key"_s : fileOfServers + u", "_s + linesOf(servers, wording);
    return say(wording,
        QT_TRANSLATE_NOOP(
            "ServerVerdict", "%1 has a known key, which classic cannot check. Not connected. (%2)"))
        .arg(place.toString(), where);
}

} // namespace sealcord

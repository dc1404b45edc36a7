// SPDX-License-Identifier: MIT
#include "core/trust/knownservers.h"

#include "core/crypto/keytext.h"
#include "core/text/values.h"
#include "core/trust/guardedfile.h"
#include "core/trust/keyword.h"
#include "core/trust/trustlines.h"

#include <algorithm>
#include <iterator>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto verifiedPrefix = "verified="_L1;

Value<UtcDate> parseVerified(const QString &word)
{
    if (!word.startsWith(verifiedPrefix))
        return std::unexpected(valueError(word, u"is not verified=YYYY-MM-DD"_s));
    const auto date = parseUtcDate(QStringView(word).sliced(verifiedPrefix.size()));
    if (!date)
        return std::unexpected(valueError(word, u"holds no date: verified=2026-11-28"_s));
    return *date;
}

// A line: where WS key [WS "verified=" date].
Value<KnownServer> parseEntry(const TrustEntry &entry)
{
    const auto &words = entry.words;
    if (words.size() < 2 || words.size() > 3)
        return std::unexpected(ValueError{u"is not HOST:PORT KEY [verified=YYYY-MM-DD]"_s});
    const auto place = Place::parse(words[0].text);
    if (!place)
        return std::unexpected(valueError(words[0].text,
            u"is no place: HOST:PORT or [IPv6]:PORT, in lower case, the port from 1 to 65535"_s));
    const auto key = parseKeyWord(words[1].text);
    if (!key)
        return std::unexpected(key.error());
    KnownServer server{*place, *key, {}, entry.line};
    if (words.size() == 3) {
        const auto verified = parseVerified(words[2].text);
        if (!verified)
            return std::unexpected(verified.error());
        server.verified = *verified;
    }
    return server;
}

QString entryText(const KnownServer &server)
{
    QString text = server.place.toString() + u' ' + keyWord(server.key);
    if (server.verified)
        text += u' ' + verifiedPrefix + utcText(*server.verified);
    return text;
}

using Done = std::expected<void, TrustError>;

/// The lines of a file that is to change, and those of one place and key in it.
struct Edited {
    TrustLines lines;
    std::vector<TrustEntry> found;
};

// Has `change` work on the lines of the file at `path`.
template <typename Change>
Done edit(
    const QString &path, const Place &place, const X25519KeyPair::PublicKey &key, Change change)
{
    return editTrustFile(path, [&](QByteArrayView text) -> std::expected<QByteArray, TrustError> {
        const auto known = KnownServers::parse(text, path);
        if (!known)
            return std::unexpected(known.error());
        auto lines = TrustLines::parse(text, path);
        if (!lines)
            return std::unexpected(lines.error());
        Edited edited{*std::move(lines), {}};
        // Both have one entry for each line that holds one, in order.
        for (std::size_t i = 0; i < known->entries().size(); ++i) {
            const auto &server = known->entries()[i];
            if (server.place == place && server.key == key)
                edited.found.push_back(edited.lines.entries()[i]);
        }
        if (auto done = change(edited); !done)
            return std::unexpected(done.error());
        return edited.lines.toText();
    });
}

void writeVerified(Edited &edited, UtcDate date)
{
    for (const auto &entry : edited.found) {
        const auto word = verifiedPrefix + utcText(date);
        if (entry.words.size() == 3)
            edited.lines.replace(entry.line, entry.words.back(), word);
        else
            edited.lines.insertBehind(entry.line, entry.words.back(), word);
    }
}

} // namespace

std::expected<KnownServers, TrustError> KnownServers::parse(
    QByteArrayView text, const QString &path)
{
    const auto lines = TrustLines::parse(text, path);
    if (!lines)
        return std::unexpected(lines.error());
    KnownServers servers;
    for (const auto &entry : lines->entries()) {
        auto server = parseEntry(entry);
        if (!server)
            return std::unexpected(lineError(path, entry.line, server.error().text));
        servers.m_entries.push_back(*std::move(server));
    }
    return servers;
}

std::expected<KnownServers, TrustError> KnownServers::read(const QString &path)
{
    const auto text = readGuarded(path, Guard::Write);
    if (!text)
        return std::unexpected(text.error());
    return parse(text->value_or(QByteArray()), path);
}

std::vector<KnownServer> KnownServers::at(const Place &place) const
{
    std::vector<KnownServer> found;
    std::ranges::copy_if(m_entries, std::back_inserter(found),
        [&place](const KnownServer &server) { return server.place == place; });
    return found;
}

Done rememberServer(const QString &path, const Place &place, const X25519KeyPair::PublicKey &key)
{
    return edit(path, place, key, [&](Edited &edited) -> Done {
        if (edited.found.empty())
            edited.lines.append(entryText({place, key, {}, 0}));
        return {};
    });
}

Done markServerVerified(
    const QString &path, const Place &place, const X25519KeyPair::PublicKey &key, UtcDate date)
{
    return edit(path, place, key, [&](Edited &edited) -> Done {
        if (edited.found.empty())
            edited.lines.append(entryText({place, key, date, 0}));
        writeVerified(edited, date);
        return {};
    });
}

Done forgetServer(const QString &path, const Place &place, const X25519KeyPair::PublicKey &key)
{
    return edit(path, place, key, [&](Edited &edited) -> Done {
        if (edited.found.empty())
            return std::unexpected(TrustError{path + u": has no line for "_s + place.toString()
                + u" with the key "_s + keyWord(key)});
        // From the last on, so that the numbers of the others stay.
        for (auto entry = edited.found.rbegin(); entry != edited.found.rend(); ++entry)
            edited.lines.remove(entry->line);
        return {};
    });
}

} // namespace sealcord

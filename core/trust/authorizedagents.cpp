// SPDX-License-Identifier: MIT
#include "core/trust/authorizedagents.h"

#include "core/text/values.h"
#include "core/trust/guardedfile.h"
#include "core/trust/keyword.h"
#include "core/trust/trustlines.h"

#include <QChar>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Key = X25519KeyPair::PublicKey;
using Done = std::expected<void, TrustError>;

constexpr auto namePrefix = "name="_L1;
constexpr auto fromPrefix = "from="_L1;
constexpr auto expiresPrefix = "expires="_L1;

/// Reads the options of a line, each of which may stand once.
class OptionReader
{
public:
    explicit OptionReader(AuthorizedAgent &agent)
        : m_agent(agent)
    { }

    std::optional<ValueError> read(const QString &word)
    {
        for (const auto prefix : {namePrefix, fromPrefix, expiresPrefix}) {
            if (!word.startsWith(prefix))
                continue;
            if (std::ranges::find(m_seen, prefix) != m_seen.end())
                return valueError(word, u"is a second "_s + prefix);
            m_seen.push_back(prefix);
            return assign(prefix, QStringView(word).sliced(prefix.size()));
        }
        return valueError(word, u"is none of name=, from=, expires="_s);
    }

private:
    std::optional<ValueError> assign(QLatin1StringView prefix, QStringView text)
    {
        if (prefix == namePrefix) {
            if (!isAgentName(text))
                return valueError(text,
                    u"is no name: 1 to 64 bytes without white space, control characters, # and "
                    "quotation marks"_s);
            m_agent.name = text.toString();
        } else if (prefix == fromPrefix) {
            auto ranges = parseAddressRanges(text);
            if (!ranges)
                return ranges.error();
            m_agent.from = *std::move(ranges);
        } else {
            const auto time = parseUtcTime(text);
            if (!time)
                return valueError(text, u"is no time in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"_s);
            m_agent.expires = *time;
        }
        return {};
    }

    AuthorizedAgent &m_agent;
    std::vector<QLatin1StringView> m_seen;
};

// A line: key WS "name=" name, and other options in any order.
Value<AuthorizedAgent> parseEntry(const TrustEntry &entry)
{
    AuthorizedAgent agent;
    agent.line = entry.line;
    const auto key = parseKeyWord(entry.words.front().text);
    if (!key)
        return std::unexpected(key.error());
    agent.key = *key;
    OptionReader options(agent);
    for (auto word = entry.words.begin() + 1; word != entry.words.end(); ++word) {
        if (auto error = options.read(word->text))
            return std::unexpected(*std::move(error));
    }
    if (agent.name.isEmpty())
        return std::unexpected(ValueError{u"the entry has no name="_s});
    return agent;
}

QString entryText(const AuthorizedAgent &agent)
{
    QString text = keyWord(agent.key) + u' ' + namePrefix + agent.name;
    QStringList ranges;
    for (const auto &range : agent.from)
        ranges += range.toString();
    if (!ranges.isEmpty())
        text += u' ' + fromPrefix + ranges.join(u',');
    if (agent.expires)
        text += u' ' + expiresPrefix + utcText(*agent.expires);
    return text;
}

} // namespace

bool AuthorizedAgent::mayComeFrom(const IpAddress &address) const
{
    return from.empty() || std::ranges::any_of(from, [&address](const AddressRange &range) {
        return range.contains(address);
    });
}

bool isAgentName(QStringView name)
{
    constexpr qsizetype longest = 64;
    const auto isRefused = [](char32_t c) {
        // Behind them all, the format characters that hide or turn round what is around them.
        return QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control || c == U'#'
            || c == U'"' || c == U'\'';
    };
    return name.isValidUtf16() && !name.isEmpty() && name.toUtf8().size() <= longest
        && std::ranges::none_of(name.toUcs4(), isRefused);
}

std::expected<AuthorizedAgents, TrustError> AuthorizedAgents::parse(
    QByteArrayView text, const QString &path)
{
    const auto lines = TrustLines::parse(text, path);
    if (!lines)
        return std::unexpected(lines.error());
    AuthorizedAgents agents;
    for (const auto &entry : lines->entries()) {
        auto agent = parseEntry(entry);
        if (!agent)
            return std::unexpected(lineError(path, entry.line, agent.error().text));
        if (auto fault = agents.add(*std::move(agent)); !fault.isEmpty())
            return std::unexpected(lineError(path, entry.line, fault));
    }
    return agents;
}

// What stands in the way; empty where it was added.
QString AuthorizedAgents::add(AuthorizedAgent agent)
{
    const auto at = std::ranges::lower_bound(
        m_byKey, agent.key, {}, [this](std::size_t index) { return m_entries[index].key; });
    if (at != m_byKey.end() && m_entries[*at].key == agent.key)
        return u"the key stands in line %1 already"_s.arg(m_entries[*at].line);
    if (const auto *namesake = findNamed(agent.name))
        return u"the name %1 stands in line %2 already"_s.arg(agent.name).arg(namesake->line);
    m_byKey.insert(at, m_entries.size());
    m_entries.push_back(std::move(agent));
    return {};
}

std::expected<AuthorizedAgents, TrustError> AuthorizedAgents::read(const QString &path)
{
    const auto text = readGuarded(path, Guard::Write);
    if (!text)
        return std::unexpected(text.error());
    return parse(text->value_or(QByteArray()), path);
}

const AuthorizedAgent *AuthorizedAgents::find(const Key &key) const
{
    const auto keyAt = [this](std::size_t index) { return m_entries[index].key; };
    const auto at = std::ranges::lower_bound(m_byKey, key, {}, keyAt);
    return at != m_byKey.end() && keyAt(*at) == key ? &m_entries[*at] : nullptr;
}

const AuthorizedAgent *AuthorizedAgents::findNamed(QStringView name) const
{
    const auto found = std::ranges::find_if(
        m_entries, [name](const AuthorizedAgent &agent) { return agent.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::optional<UtcTime> AuthorizedAgents::nextExpiry(UtcTime now) const
{
    std::optional<UtcTime> next;
    for (const auto &agent : m_entries) {
        if (agent.expires && *agent.expires > now && (!next || *agent.expires < *next))
            next = agent.expires;
    }
    return next;
}

Done authorizeAgent(const QString &path, const AuthorizedAgent &agent)
{
    return editTrustFile(path, [&](QByteArrayView text) -> std::expected<QByteArray, TrustError> {
        auto agents = AuthorizedAgents::parse(text, path);
        if (!agents)
            return std::unexpected(agents.error());
        const auto *const same = agents->find(agent.key);
        const auto *const namesake = agents->findNamed(agent.name);
        if (const auto *const other = same ? same : namesake)
            return std::unexpected(lineError(path, other->line,
                u"the "_s + (same ? u"key"_s : u"name"_s) + u" stands here already, named "_s
                    + other->name));
        auto lines = TrustLines::parse(text, path);
        if (!lines)
            return std::unexpected(lines.error());
        lines->append(entryText(agent));
        auto written = lines->toText();
        // What would not be read again must not be written: a name may come from anywhere.
        if (const auto read = AuthorizedAgents::parse(written, path); !read)
            return std::unexpected(read.error());
        return written;
    });
}

Done revokeAgent(const QString &path, const Key &key)
{
    return editTrustFile(path, [&](QByteArrayView text) -> std::expected<QByteArray, TrustError> {
        const auto agents = AuthorizedAgents::parse(text, path);
        if (!agents)
            return std::unexpected(agents.error());
        const auto *const agent = agents->find(key);
        if (!agent)
            return std::unexpected(
                TrustError{path + u": has no entry with the key "_s + keyWord(key)});
        auto lines = TrustLines::parse(text, path);
        if (!lines)
            return std::unexpected(lines.error());
        lines->remove(agent->line);
        return lines->toText();
    });
}

} // namespace sealcord

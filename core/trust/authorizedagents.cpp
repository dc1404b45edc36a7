// SPDX-License-Identifier: MIT
#include "core/trust/authorizedagents.h"

#include "core/text/names.h"
#include "core/text/values.h"
#include "core/trust/guardedfile.h"
#include "core/trust/keyword.h"
#include "core/trust/trustlines.h"

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

/// Reads the options of a line, each of which may stand once.
class OptionReader
{
public:
    explicit OptionReader(AuthorizedAgent &agent)
        : m_agent(agent)
    { }

    std::optional<ValueError> read(const QString &word)
    {
        QStringList known;
        for (const auto option : agentOptions) {
            const auto prefix = optionName(option) + u'=';
            known += prefix;
            if (!word.startsWith(prefix))
                continue;
            if (std::ranges::find(m_seen, option) != m_seen.end())
                return valueError(word, u"is a second "_s + prefix);
            m_seen.push_back(option);
            return setOption(m_agent, option, QStringView(word).sliced(prefix.size()));
        }
        return valueError(word, u"is none of "_s + known.join(u", "_s));
    }

private:
    AuthorizedAgent &m_agent;
    std::vector<AgentOption> m_seen;
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

template <typename T> std::optional<ValueError> take(T &place, Value<T> value)
{
    if (!value)
        return std::move(value.error());
    place = *std::move(value);
    return {};
}

QString entryText(const AuthorizedAgent &agent)
{
    QString text = keyWord(agent.key);
    for (const auto option : agentOptions) {
        if (const auto value = optionText(agent, option); !value.isEmpty())
            text += u' ' + optionName(option) + u'=' + value;
    }
    return text;
}

// The words of the entry in `line`, as one.
TrustWord allWords(const TrustLines &lines, int line)
{
    const auto entry = std::ranges::find(lines.entries(), line, &TrustEntry::line);
    auto all = entry->words.front();
    all.length = entry->words.back().offset + entry->words.back().length - all.offset;
    return all;
}

// What would not be read again must not be written: a name may come from anywhere.
std::expected<QByteArray, TrustError> readable(const QByteArray &text, const QString &path)
{
    if (const auto read = AuthorizedAgents::parse(text, path); !read)
        return std::unexpected(read.error());
    return text;
}

} // namespace

bool AuthorizedAgent::mayComeFrom(const IpAddress &address) const
{
    return from.empty() || std::ranges::any_of(from, [&address](const AddressRange &range) {
        return range.contains(address);
    });
}

QLatin1StringView optionName(AgentOption option)
{
    switch (option) {
    case AgentOption::Name:
        return "name"_L1;
    case AgentOption::From:
        return "from"_L1;
    case AgentOption::Expires:
        return "expires"_L1;
    case AgentOption::Forward:
        return "forward"_L1;
    case AgentOption::Publish:
        return "publish"_L1;
    }
    std::unreachable();
}

std::optional<ValueError> setOption(AuthorizedAgent &agent, AgentOption option, QStringView text)
{
    switch (option) {
    case AgentOption::Name:
        return take(agent.name, parseAgentName(text));
    case AgentOption::From:
        return take(agent.from, parseAddressRanges(text));
    case AgentOption::Expires:
        agent.expires = parseUtcTime(text);
        if (!agent.expires)
            return valueError(text, u"is no time in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"_s);
        return {};
    case AgentOption::Forward:
        return take(agent.forward, parseStreamTargets(text));
    case AgentOption::Publish:
        return take(agent.publish, parseServiceNames(text));
    }
    std::unreachable();
}

QString optionText(const AuthorizedAgent &agent, AgentOption option)
{
    switch (option) {
    case AgentOption::Name:
        return agent.name;
    case AgentOption::From: {
        QStringList ranges;
        for (const auto &range : agent.from)
            ranges += range.toString();
        return ranges.join(u',');
    }
    case AgentOption::Expires:
        return agent.expires ? utcText(*agent.expires) : QString();
    case AgentOption::Forward:
        return agent.forward.join(u',');
    case AgentOption::Publish:
        return agent.publish.join(u',');
    }
    std::unreachable();
}

std::expected<AuthorizedAgents, QString> AuthorizedAgents::of(std::vector<AuthorizedAgent> entries)
{
    AuthorizedAgents agents;
    for (auto &entry : entries) {
        if (auto fault = agents.add(std::move(entry)); !fault.isEmpty())
            return std::unexpected(std::move(fault));
    }
    return agents;
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
        return readable(lines->toText(), path);
    });
}

Done changeAgent(const QString &path, const AuthorizedAgent &was, const AuthorizedAgent &now)
{
    return editTrustFile(path, [&](QByteArrayView text) -> std::expected<QByteArray, TrustError> {
        const auto agents = AuthorizedAgents::parse(text, path);
        if (!agents)
            return std::unexpected(agents.error());
        const auto *const agent = agents->find(was.key);
        auto expected = was;
        expected.line = agent ? agent->line : 0;
        if (!agent || *agent != expected)
            return std::unexpected(TrustError{path + u": somebody else has changed the entry of "_s
                + was.name + u" in between"_s});
        auto lines = TrustLines::parse(text, path);
        if (!lines)
            return std::unexpected(lines.error());
        lines->replace(agent->line, allWords(*lines, agent->line), entryText(now));
        return readable(lines->toText(), path);
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

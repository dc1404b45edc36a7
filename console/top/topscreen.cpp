// SPDX-License-Identifier: MIT
#include "console/top/topscreen.h"

#include "console/control/answer.h"
#include "core/text/escape.h"
#include "core/text/figures.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr int headLines = 2;

constexpr std::array help{
    "Up, Down, PgUp, PgDn, Home, End   choose an agent, or scroll its messages"_L1,
    "Left, Right                       order by another column"_L1,
    "r                                 the other way round"_L1,
    "/                                 only agents whose number, name, address or"_L1,
    "                                  protection holds a text; Esc shows all again"_L1,
    "Enter                             its streams and messages; Esc goes back"_L1,
    "k                                 say goodbye to the agent, after a question"_L1,
    "q                                 leave"_L1,
    ""_L1,
    "A name between quotes is what an agent calls itself: nobody vouches for it."_L1,
    "Rates are those of the last seconds. LAST is when this program saw something"_L1,
    "come or go; - where it has seen nothing yet."_L1,
};

QString traffic(double messages, double bytes)
{
    return formatRate(messages) + u", "_s + formatShortBytes(bytes) + u"/s"_s;
}

QString nameOf(const TopAgent &agent)
{
    const auto number = QString::number(agent.connection);
    return agent.name.isEmpty()
        ? u"%1 (%2)"_s.arg(number, agent.address)
        : u"%1, "_s.arg(number) + agent.name + u" ("_s + agent.address + u')';
}

bool isCharacter(const TopKey &key, char32_t character)
{
    return key.kind == TopKey::Kind::Character && key.character == character;
}

} // namespace

void TopScreen::takeStatus(const QByteArray &status)
{
    const auto object = QJsonDocument::fromJson(status).object();
    m_server = Server{answerText(object, u"address"_s), answerText(object, u"version"_s),
        answerText(object, u"protocol"_s), answerCount(object, u"max_connections"_s)};
}

void TopScreen::takeClients(const QByteArray &clients, TopAgents::Clock::time_point now)
{
    m_lostAt.clear();
    m_table.agents().take(clients, now);
}

void TopScreen::takeStreams(
    ConnectionId connection, const QByteArray &streams, TopStreams::Clock::time_point now)
{
    if (followed() == connection)
        m_streams.take(streams, now);
}

void TopScreen::beginMessages()
{
    if (m_messages)
        m_messages->begin();
}

void TopScreen::takeMessage(std::string_view record)
{
    if (m_messages)
        m_messages->take(record);
}

void TopScreen::loseServer(const QString &path)
{
    m_lostAt = printable(path);
    m_server.reset();
    m_table.agents().clear();
    m_messages.reset(); // of a number that will be another's
    if (m_mode == Mode::Kick)
        m_mode = Mode::Table;
}

std::optional<ConnectionId> TopScreen::followed() const
{
    return m_messages ? std::optional(m_messages->connection()) : std::nullopt;
}

std::optional<TopWish> TopScreen::press(const TopKey &key, const TopSize &size)
{
    m_notice.clear();
    const auto streams = static_cast<int>(streamLines(bodySize(size)).size());
    const int page = std::max(bodySize(size).rows - streams - 1, 1);
    switch (m_mode) {
    case Mode::Table:
        return pressInTable(key, page);
    case Mode::Filter:
        pressInFilter(key);
        return std::nullopt;
    case Mode::Kick:
        return pressInQuestion(key);
    case Mode::Help:
        m_mode = Mode::Table;
        return std::nullopt;
    }
    std::unreachable();
}

std::optional<TopWish> TopScreen::pressInTable(const TopKey &key, int page)
{
    if (isCharacter(key, U'q'))
        return TopWish{TopWish::Kind::Leave};
    if (isCharacter(key, U'?')) {
        m_mode = Mode::Help;
        return std::nullopt;
    }
    if (m_messages) {
        if (key.kind == TopKey::Kind::Escape) {
            m_messages.reset();
            return TopWish{TopWish::Kind::Unfollow};
        }
        m_messages->press(key, page);
        return std::nullopt;
    }
    const auto *const agent = m_table.selected();
    if (isCharacter(key, U'/')) {
        m_mode = Mode::Filter;
    } else if (key.kind == TopKey::Kind::Escape) {
        m_table.setFilter({});
    } else if (key.kind == TopKey::Kind::Enter && agent) {
        m_messages.emplace(agent->connection);
        m_streams = {};
        return TopWish{TopWish::Kind::Follow, agent->connection};
    } else if (isCharacter(key, U'k') && agent) {
        m_asked = *agent;
        m_mode = Mode::Kick;
    } else {
        m_table.press(key, page);
    }
    return std::nullopt;
}

std::optional<TopWish> TopScreen::pressInQuestion(const TopKey &key)
{
    m_mode = Mode::Table;
    if (isCharacter(key, U'y'))
        return TopWish{TopWish::Kind::Kick, m_asked.connection};
    return std::nullopt;
}

void TopScreen::pressInFilter(const TopKey &key)
{
    auto filter = m_table.filter();
    if (key.kind == TopKey::Kind::Enter) {
        m_mode = Mode::Table;
    } else if (key.kind == TopKey::Kind::Escape) {
        m_mode = Mode::Table;
        filter.clear();
    } else if (key.kind == TopKey::Kind::Backspace) {
        auto characters = filter.toUcs4();
        if (!characters.isEmpty())
            characters.removeLast();
        filter = QString::fromUcs4(
            reinterpret_cast<const char32_t *>(characters.constData()), characters.size());
    } else if (key.kind == TopKey::Kind::Character) {
        filter += QString::fromUcs4(&key.character, 1);
    } else {
        m_table.press(key, 1);
    }
    m_table.setFilter(filter);
}

TopLine TopScreen::stateLine() const
{
    if (!m_lostAt.isEmpty())
        return {u"The server has gone, waiting for it at "_s + m_lostAt, TopStyle::Warning};
    if (!m_server)
        return {u"Waiting for the server's answer"_s};
    // What matters most comes first: the end may not fit.
    const auto &agents = m_table.agents();
    return {u"%1: %2 of %3 connected, %4 in handshakes. sealcord %5, %6"_s.arg(m_server->address,
        formatCount(agents.all().size()), formatCount(m_server->maxConnections),
        formatCount(agents.all().size() - agents.established()), m_server->version,
        m_server->protocol)};
}

QString TopScreen::countLine() const
{
    if (!m_server)
        return {};
    const auto &rates = m_table.agents().rates();
    auto all = u"In all: in %1; out %2"_s.arg(
        traffic(rates.messagesIn, rates.bytesIn), traffic(rates.messagesOut, rates.bytesOut));
    if (const auto streams = m_table.agents().streams(); streams > 0)
        all += u"; streams %1"_s.arg(formatCount(streams));
    if (m_table.filter().isEmpty())
        return all;
    return all + u". Shown: %1 with \""_s.arg(formatCount(m_table.shown().size()))
        + printable(m_table.filter()) + u'"';
}

// All that the table has no room for.
TopLines TopScreen::agentLines() const
{
    const auto *const agent = m_table.agents().find(m_messages->connection());
    if (!agent)
        return {
            {u"Connection %1 has ended"_s.arg(m_messages->connection()), TopStyle::Warning}, {}};
    const auto &[count, rates] = std::tie(agent->count, agent->rates);
    return {{u"Connection "_s + nameOf(*agent) + u", "_s + agent->protection + u", for "_s
                + formatDuration(agent->age)},
        {u"In %1, %2, %3; out %4, %5, %6"_s.arg(shortCount(count.messagesIn),
            formatShortBytes(static_cast<double>(count.bytesIn)),
            traffic(rates.messagesIn, rates.bytesIn), shortCount(count.messagesOut),
            formatShortBytes(static_cast<double>(count.bytesOut)),
            traffic(rates.messagesOut, rates.bytesOut))}};
}

TopLine TopScreen::lastLine() const
{
    if (m_mode == Mode::Kick)
        return {u"Say goodbye to "_s + nameOf(m_asked) + u"? y/n"_s, TopStyle::Warning};
    if (m_mode == Mode::Filter)
        return {u"Filter: "_s + printable(m_table.filter()) + u'_'};
    if (m_mode == Mode::Help)
        return {u"Any key goes back"_s, TopStyle::Faint};
    if (!m_notice.isEmpty())
        return {printable(m_notice), TopStyle::Warning};
    if (m_messages)
        return {u"Esc table  ? keys  q leave"_s, TopStyle::Faint};
    return {
        u"? keys  q leave  / filter  Left Right order  Enter messages  k kick"_s, TopStyle::Faint};
}

TopLines TopScreen::body(const TopSize &size)
{
    if (m_mode == Mode::Help) {
        TopLines lines;
        for (const auto &line : help)
            lines.push_back({line});
        return lines;
    }
    if (!m_messages)
        return m_table.lines(size, m_charset);
    auto lines = streamLines(size);
    const auto rows = size.rows - static_cast<int>(lines.size());
    std::ranges::move(
        m_messages->lines({size.columns, rows}, m_charset), std::back_inserter(lines));
    return lines;
}

// The messages have the greater part.
TopLines TopScreen::streamLines(const TopSize &size) const
{
    return m_messages ? m_streams.lines({size.columns, size.rows / 3}, m_charset) : TopLines();
}

TopSize TopScreen::bodySize(const TopSize &size)
{
    return {size.columns, std::max(size.rows - headLines - 1, 0)};
}

TopLines TopScreen::lines(const TopSize &size)
{
    auto lines = m_messages ? agentLines() : TopLines{stateLine(), {countLine()}};
    const int rows = bodySize(size).rows;
    std::ranges::move(body(bodySize(size)), std::back_inserter(lines));
    lines.resize(static_cast<std::size_t>(headLines) + static_cast<std::size_t>(rows));
    lines.push_back(lastLine());
    lines.resize(static_cast<std::size_t>(std::max(size.rows, 0)));
    for (auto &line : lines)
        line.text = fitted(line.text, size.columns, m_charset);
    return lines;
}

} // namespace sealcord

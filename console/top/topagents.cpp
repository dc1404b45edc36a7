// SPDX-License-Identifier: MIT
#include "console/top/topagents.h"

#include "console/control/answer.h"
#include "core/protocol/peer.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

bool isAnonymous(const QJsonObject &client)
{
    return client[u"protection"_s].toString().toStdString() == name(Protection::NotAuthenticated);
}

// As name(Protection) has it, without what a column has no room for.
QString protectionOf(const QJsonObject &client)
{
    if (!client[u"established"_s].toBool())
        return u"handshake"_s;
    if (isAnonymous(client))
        return u"unauthenticated"_s;
    return answerText(client, u"protection"_s).section(u',', 0, 0);
}

TrafficCount countOf(const QJsonObject &client)
{
    TrafficCount count;
    count.messagesIn = answerCount(client, u"messages_in"_s);
    count.bytesIn = answerCount(client, u"bytes_in"_s);
    count.messagesOut = answerCount(client, u"messages_out"_s);
    count.bytesOut = answerCount(client, u"bytes_out"_s);
    return count;
}

quint64 messages(const TrafficCount &count)
{
    return count.messagesIn + count.messagesOut;
}

double perSecond(quint64 before, quint64 now, std::chrono::duration<double> time)
{
    return now > before ? static_cast<double>(now - before) / time.count() : 0;
}

} // namespace

TopRates &TopRates::operator+=(const TopRates &other)
{
    messagesIn += other.messagesIn;
    bytesIn += other.bytesIn;
    messagesOut += other.messagesOut;
    bytesOut += other.bytesOut;
    return *this;
}

void TopAgents::take(const QByteArray &clients, Clock::time_point now)
{
    auto pasts = std::exchange(m_pasts, {});
    m_agents.clear();
    m_rates = {};
    m_established = 0;
    m_streams = 0;
    for (const auto &client : QJsonDocument::fromJson(clients).array())
        add(client.toObject(), pasts, now);
}

void TopAgents::add(const QJsonObject &client, Pasts &pasts, Clock::time_point now)
{
    TopAgent agent;
    agent.connection = answerCount(client, u"connection"_s);
    agent.name = answerAgent(client);
    agent.address = answerText(client, u"peer"_s);
    agent.protection = protectionOf(client);
    agent.isAnonymous = isAnonymous(client);
    agent.age = std::chrono::milliseconds(client[u"age_ms"_s].toInteger());
    agent.owed = answerCount(client, u"owed"_s);
    agent.count = countOf(client);
    agent.streams = answerCount(client, u"streams"_s);
    if (client[u"established"_s].toBool())
        ++m_established;

    auto past = std::move(pasts[agent.connection]);
    if (!past.samples.empty()) {
        const auto &first = past.samples.front();
        const auto time = std::max<std::chrono::duration<double>>(now - first.time, 1ms);
        agent.rates = {perSecond(first.count.messagesIn, agent.count.messagesIn, time),
            perSecond(first.count.bytesIn, agent.count.bytesIn, time),
            perSecond(first.count.messagesOut, agent.count.messagesOut, time),
            perSecond(first.count.bytesOut, agent.count.bytesOut, time)};
        if (messages(agent.count) != messages(past.samples.back().count))
            past.active = now;
    }
    if (past.active)
        agent.idle = std::chrono::duration_cast<std::chrono::milliseconds>(now - *past.active);
    past.samples.push_back({now, agent.count});
    if (past.samples.size() > ratedAnswers)
        past.samples.pop_front();
    m_pasts.emplace(agent.connection, std::move(past));
    m_rates += agent.rates;
    m_streams += agent.streams;
    m_agents.push_back(std::move(agent));
}

void TopAgents::clear()
{
    *this = {};
}

const TopAgent *TopAgents::find(ConnectionId connection) const
{
    const auto found = std::ranges::find(m_agents, connection, &TopAgent::connection);
    return found == m_agents.end() ? nullptr : &*found;
}

} // namespace sealcord

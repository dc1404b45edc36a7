// SPDX-License-Identifier: MIT
#include "core/app/known/agentlines.h"

#include "core/records/jsonobject.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Notice = KnownAgent::Notice;

constexpr std::array noticeNames{std::pair(Notice::Comes, "comes"_L1),
    std::pair(Notice::Goes, "goes"_L1), std::pair(Notice::Silent, "silent"_L1)};

void addLine(std::string &out, const KnownAgent &agent)
{
    JsonObject line(out);
    line.add("agent", agent.who.name());
    line.add("fingerprint", agent.who.fingerprint().toString());
    line.add("address", agent.peer.address().toString().toStdString());
    line.add("port", agent.peer.port());
    line.add("seen", timeText(agent.lastSeen));
    if (agent.endReason)
        line.add("reason", name(*agent.endReason).data());
    if (!agent.endText.empty())
        line.add("text", std::string_view(agent.endText));
    line.add("reconnects", agent.reconnects);
    std::string notices;
    for (const auto &[notice, word] : noticeNames) {
        if (agent.notices.testFlag(notice))
            notices += (notices.empty() ? "\"" : ",\"") + std::string(word.data()) + '"';
    }
    line.addRaw("notify", '[' + notices + ']');
    line.finish();
    out += '\n';
}

std::optional<Fingerprint> parseFingerprint(const QString &text)
{
    const auto prefix = "SHA256:"_L1;
    if (!text.startsWith(prefix))
        return {};
    Fingerprint fingerprint{{}, Fingerprint::Of::PeerKey};
    const auto decoded = QByteArray::fromBase64Encoding(text.sliced(prefix.size()).toUtf8(),
        QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || std::size_t((*decoded).size()) != fingerprint.digest.size())
        return {};
    std::ranges::copy(std::as_bytes(std::span(*decoded)), fingerprint.digest.begin());
    return fingerprint;
}

std::optional<EndReason> parseReason(const QString &text)
{
    for (int value = 0; value <= int(EndReason::InternalError); ++value) {
        if (name(EndReason(value)) == text)
            return EndReason(value);
    }
    return {};
}

std::optional<KnownPeer> parseWho(const QJsonObject &line)
{
    const auto name = line["agent"_L1].toString();
    const auto fingerprint = parseFingerprint(line["fingerprint"_L1].toString());
    const bool isName = !name.isEmpty()
        && std::ranges::none_of(name, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!isName || !fingerprint)
        return {};
    return KnownPeer(name.toStdString(), *fingerprint);
}

std::optional<KnownAgent> parseLine(const QByteArray &text)
{
    const auto line = QJsonDocument::fromJson(text).object();
    const auto who = parseWho(line);
    const auto seen = recordTime(line["seen"_L1].toString().toStdString());
    const auto reconnects = line["reconnects"_L1].toInteger(-1);
    if (!who || !seen || reconnects < 0)
        return {};
    KnownAgent agent;
    agent.who = *who;
    agent.lastSeen = *seen;
    agent.reconnects = quint64(reconnects);
    agent.peer = Endpoint(QHostAddress(line["address"_L1].toString()),
        quint16(std::clamp(line["port"_L1].toInt(), 0, 65535)));
    agent.endReason = parseReason(line["reason"_L1].toString());
    agent.endText = line["text"_L1].toString().toStdString().substr(0, AgentBook::longestText);
    const auto notices = line["notify"_L1].toArray();
    for (const auto &[notice, word] : noticeNames)
        agent.notices.setFlag(notice, notices.contains(QString(word)));
    return agent;
}

} // namespace

QByteArray agentLines(const AgentBook &book)
{
    std::string out;
    for (const auto &[key, agent] : book.agents())
        addLine(out, agent);
    return QByteArray::fromStdString(out);
}

ParsedAgents parseAgentLines(QByteArrayView text)
{
    ParsedAgents parsed;
    for (qsizetype begin = 0; begin < text.size();) {
        const auto newline = text.indexOf('\n', begin);
        const auto end = newline < 0 ? text.size() : newline;
        if (auto agent = parseLine(text.sliced(begin, end - begin).toByteArray()))
            parsed.agents.push_back(std::move(*agent));
        else if (end > begin)
            ++parsed.damaged;
        begin = end + 1;
    }
    return parsed;
}

} // namespace sealcord

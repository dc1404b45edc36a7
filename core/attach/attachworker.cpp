// SPDX-License-Identifier: MIT
#include "core/attach/attachworker.h"

#include "core/control/targetmembers.h"
#include "core/recording/reading/recordedpeers.h"
#include "core/records/recordtime.h"
#include "core/trust/keyword.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

using State = WatchedServer::State;

namespace {

constexpr auto changesInterval = std::chrono::milliseconds(500);

const AddMembers nothing = [](JsonObject &) { };

ConnectionLimits limitsIn(const std::string &told)
{
    const auto limits = QJsonDocument::fromJson(QByteArray::fromStdString(told)).object();
    const auto time = [&limits](const QString &name) {
        using Seconds = std::chrono::duration<double>;
        const auto value = std::clamp(
            Seconds(limits[name].toDouble()), Seconds::zero(), Seconds(std::chrono::years(100)));
        return std::chrono::duration_cast<std::chrono::milliseconds>(value);
    };
    const auto bytes = [&limits](const QString &name) {
        return static_cast<std::size_t>(std::max(limits[name].toInteger(), qint64{0}));
    };
    ConnectionLimits known;
    known.maxMessageLength = bytes(u"max_message"_s);
    known.handshakeTimeout = time(u"handshake_timeout"_s);
    known.idleTimeout = time(u"idle_timeout"_s);
    known.frameTimeout = time(u"message_timeout"_s);
    known.frameRate = bytes(u"message_rate"_s);
    known.sendTimeout = time(u"send_timeout"_s);
    known.sendRate = bytes(u"send_rate"_s);
    return known;
}

AgentPolicy policyOf(std::string_view text)
{
    constexpr std::array policies{AgentPolicy::Anyone, AgentPolicy::Ask, AgentPolicy::Authorized};
    const auto *const found = std::ranges::find(
        policies, text, [](AgentPolicy policy) { return sealcord::name(policy); });
    return found == policies.end() ? AgentPolicy::Anyone : *found;
}

AttachedService serviceOf(const QJsonObject &told, bool isPort)
{
    return {.isPort = isPort,
        .name = told[isPort ? u"target"_s : u"name"_s].toString(),
        .address = told[u"address"_s].toString(),
        .hasAgent = !isPort || told[u"connected"_s].toBool()};
}

std::string listOf(const std::vector<ConnectionId> &connections)
{
    std::string list = "[";
    for (const auto id : connections) {
        if (list.size() > 1)
            list += ',';
        list += std::to_string(id);
    }
    return list + ']';
}

} // namespace

AttachWorker::AttachWorker()
    : m_changesDue(this)
    , m_inbox(this, &AttachWorker::readInbox)
{
    m_changesDue.setInterval(changesInterval);
    connect(&m_changesDue, &QTimer::timeout, this, &AttachWorker::askChanges);
}

void AttachWorker::readInbox()
{
    for (const auto &command : m_inbox.take())
        std::visit([this](const auto &what) { act(what); }, command);
}

AttachNews AttachWorker::take()
{
    const std::scoped_lock lock(m_mutex);
    auto answers = std::exchange(m_news.answers, {});
    auto news = m_news;
    news.answers = std::move(answers);
    news.before = m_batches.before();
    news.batches = m_batches.take();
    return news;
}

void AttachWorker::tell(State state, const QString &error)
{
    const std::scoped_lock lock(m_mutex);
    m_news.state = state;
    m_news.error = error.toStdString();
}

void AttachWorker::act(const Open &open)
{
    tell(State::Starting);
    m_awaitsChanges = false;
    m_link.emplace();
    connect(&*m_link, &ControlLink::stateChanged, this, &AttachWorker::hearState);
    m_link->open(QString::fromStdString(open.path));
}

void AttachWorker::act(const Close &)
{
    if (std::exchange(m_isFollowing, false))
        endFollowing();
    m_changesDue.stop();
    m_link.reset();
    tell(State::Stopped);
}

void AttachWorker::act(const GoOn &)
{
    if (m_link)
        m_link->setPaused(false);
}

void AttachWorker::act(const Send &send)
{
    if (!m_isFollowing)
        return;
    const auto theirs = theirsOf(send.connections);
    m_link->request(
        "send",
        [&](JsonObject &request) {
            if (theirs.empty())
                request.add("to", "all");
            else
                request.addRaw("to", listOf(theirs));
            request.add("by", std::string_view(name(Sender::Window)));
            request.addBase64("base64", send.message);
        },
        [this](const std::expected<std::string, std::string> &result) {
            if (!result)
                addNotice("not-sent", result.error());
        });
}

void AttachWorker::act(const Disconnect &disconnect)
{
    if (m_isFollowing)
        m_link->request(
            "kick",
            [&](JsonObject &request) {
                request.add("connection", theirsOf({disconnect.connection}).front());
            },
            [](const std::expected<std::string, std::string> &) {}); // it is gone, or goes
}

void AttachWorker::act(const Ask &ask)
{
    const auto answer = [this, number = ask.number](
                            const std::expected<std::string, std::string> &result) {
        const std::scoped_lock lock(m_mutex);
        m_news.answers.emplace_back(number, result);
    };
    if (!m_isFollowing)
        return answer(std::unexpected("there is no connection to the server"));
    if (ask.beginning != beginning())
        return answer(std::unexpected("it is another server by now"));
    m_link->request(
        ask.command,
        [&](JsonObject &request) {
            if (ask.connection != 0)
                request.add("connection", theirsOf({ask.connection}).front());
            ask.add(request);
        },
        answer);
}

quint64 AttachWorker::beginning()
{
    const std::scoped_lock lock(m_mutex);
    return m_news.changes.beginnings;
}

std::vector<ConnectionId> AttachWorker::theirsOf(const std::vector<ConnectionId> &ours)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<ConnectionId> theirs;
    theirs.reserve(ours.size());
    for (const auto id : ours)
        theirs.push_back(m_batches.theirs(id));
    return theirs;
}

void AttachWorker::hearState()
{
    switch (m_link->state()) {
    case ControlLink::State::Connected:
        return ask();
    case ControlLink::State::Waiting:
        m_changesDue.stop();
        if (std::exchange(m_isFollowing, false))
            endFollowing();
        return tell(State::Starting, m_link->errorString());
    case ControlLink::State::Connecting:
    case ControlLink::State::Closed:
        return;
    }
}

// It is not followed before it has said who it is: nothing of the one before is told of it.
void AttachWorker::ask()
{
    m_link->request("status", nothing, [this](const std::expected<std::string, std::string> &told) {
        if (!told)
            return tell(State::Starting, QString::fromStdString(told.error()));
        const auto status = parseRecord(*told);
        if (!status)
            return tell(State::Starting, u"what it says of itself is none of ours"_s);
        hearStatus(*status);
        askLimits();
        follow();
        m_changesDue.start();
    });
}

void AttachWorker::askLimits()
{
    m_link->request("limits", nothing, [this](const std::expected<std::string, std::string> &told) {
        if (told)
            m_facts.limits = limitsIn(*told);
    });
}

void AttachWorker::hearStatus(const Record &status)
{
    // A person may paste the address into a shell.
    const auto address = parseEndpoint(status.text("address"));
    const auto key = parseKeyWord(textMember(status, "key"));
    m_facts = {.address = address ? address->toString() : QString(),
        .protocol = textMember(status, "protocol"),
        .version = textMember(status, "version"),
        .process = static_cast<qint64>(status.count("process").value_or(0)),
        .key = key ? std::optional(*key) : std::nullopt,
        .agents = policyOf(status.text("agents")),
        .limits = {},
        .isHere = false};
    const auto listener = m_link->listener();
    m_facts.isHere = listener && listener->process == m_facts.process;
}

void AttachWorker::follow()
{
    m_link->subscribe(
        [](JsonObject &request) {
            request.add("frames", true);
            request.add("counts", true);
        },
        [this](const std::expected<std::string, std::string> &result) {
            if (!result)
                return tell(State::Starting, QString::fromStdString(result.error()));
            m_isFollowing = true;
            addNotice("server-started", m_facts.address.toStdString());
            askServices();
            const std::scoped_lock lock(m_mutex);
            m_batches.begin();
            m_news.state = State::Listening;
            m_news.error.clear();
            m_news.facts = m_facts;
            m_news.changes = {.beginnings = m_news.changes.beginnings + 1};
            m_news.services.clear();
        },
        [this](std::string_view record) { take(record); });
}

// What it costs to ask for all of it would be paid by the server each time.
void AttachWorker::askChanges()
{
    if (std::exchange(m_awaitsChanges, true))
        return; // the watcher takes nothing
    m_link->request(
        "changes", nothing, [this](const std::expected<std::string, std::string> &told) {
            m_awaitsChanges = false;
            if (const auto changes = told ? parseRecord(*told) : parseRecord("{}"); told && changes)
                hearChanges(*changes);
        });
}

void AttachWorker::hearChanges(const Record &changes)
{
    const std::scoped_lock lock(m_mutex);
    auto &known = m_news.changes;
    known.lists = changes.count("lists").value_or(0);
    known.comparisons = changes.count("comparisons").value_or(0);
    const auto services = changes.count("services").value_or(0);
    if (services != std::exchange(known.services, services)
        && std::ranges::any_of(m_news.services, &AttachedService::isPort))
        askPorts();
}

// Which there are is settled when a server starts.
void AttachWorker::askServices()
{
    m_link->request("forwards", nothing,
        [this](const std::expected<std::string, std::string> &told) { hearServices(told, false); });
    askPorts();
}

void AttachWorker::askPorts()
{
    m_link->request("publish", nothing,
        [this](const std::expected<std::string, std::string> &told) { hearServices(told, true); });
}

void AttachWorker::hearServices(const std::expected<std::string, std::string> &told, bool arePorts)
{
    const std::scoped_lock lock(m_mutex);
    auto &services = m_news.services;
    std::erase_if(services, [arePorts](const auto &one) { return one.isPort == arePorts; });
    const auto list = QJsonDocument::fromJson(QByteArray::fromStdString(told.value_or("[]")));
    for (const auto &one : list.array()) { // empty: the server is older than they are
        if (auto service = serviceOf(one.toObject(), arePorts); !service.name.isEmpty())
            services.push_back(std::move(service));
    }
}

void AttachWorker::take(std::string_view record)
{
    const std::scoped_lock lock(m_mutex);
    (void)m_batches.add(record); // one that is not understood is a newer server's
    if (m_batches.isMuch() && m_link)
        m_link->setPaused(true);
}

// Whatever becomes of its connections, nobody here sees it.
void AttachWorker::endFollowing()
{
    addNotice("stopped", "the server has gone");
    const std::scoped_lock lock(m_mutex);
    m_batches.end();
    m_news.services.clear();
}

// An event of this end's own.
void AttachWorker::addNotice(std::string_view event, const std::string &text)
{
    std::string line;
    JsonObject record(line);
    record.add("time", timeText(RecordTime::clock::now(), TimeDigits::Nanoseconds));
    record.add("level", event == "server-started" ? "info" : "warn");
    record.add("event", event);
    record.add("text", text);
    record.finish();
    take(line);
}

} // namespace sealcord

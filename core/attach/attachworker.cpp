// SPDX-License-Identifier: MIT
#include "core/attach/attachworker.h"

#include "core/recording/reading/recordedpeers.h"
#include "core/records/recordtime.h"

#include <QByteArray>

#include <string>
#include <utility>

namespace sealcord {

using State = WatchedServer::State;

namespace {

const AddMembers nothing = [](JsonObject &) { };

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
    : m_inbox(this, &AttachWorker::readInbox)
{ }

void AttachWorker::readInbox()
{
    for (const auto &command : m_inbox.take())
        std::visit([this](const auto &what) { act(what); }, command);
}

AttachWorker::News AttachWorker::take()
{
    const std::scoped_lock lock(m_mutex);
    auto news = m_news;
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
    m_link.emplace();
    connect(&*m_link, &ControlLink::stateChanged, this, &AttachWorker::hearState);
    m_link->open(QString::fromStdString(open.path));
}

void AttachWorker::act(const Close &)
{
    if (std::exchange(m_isFollowing, false))
        endFollowing();
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
    if (!m_link || m_link->state() != ControlLink::State::Connected)
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
    if (m_link && m_link->state() == ControlLink::State::Connected)
        m_link->request(
            "kick",
            [&](JsonObject &request) {
                request.add("connection", theirsOf({disconnect.connection}).front());
            },
            [](const std::expected<std::string, std::string> &) {}); // it is gone, or goes
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
        if (std::exchange(m_isFollowing, false))
            endFollowing();
        return tell(State::Starting, m_link->errorString());
    case ControlLink::State::Connecting:
    case ControlLink::State::Closed:
        return;
    }
}

void AttachWorker::ask()
{
    m_link->request("status", nothing, [this](const std::expected<std::string, std::string> &told) {
        if (const auto status = told ? parseRecord(*told) : parseRecord("{}"); told && status)
            hearStatus(*status);
    });
    m_link->request("limits", nothing, [this](const std::expected<std::string, std::string> &told) {
        if (const auto limits = told ? parseRecord(*told) : parseRecord("{}"); told && limits)
            m_facts.maxMessage = limits->count("max_message").value_or(0);
    });
    follow();
}

void AttachWorker::hearStatus(const Record &status)
{
    const auto text = [&status](std::string_view name) {
        const auto value = status.text(name);
        return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
    };
    // A person may paste the address into a shell.
    const auto address = parseEndpoint(status.text("address"));
    m_facts = {address ? address->toString() : QString(), text("protocol"), text("version"),
        static_cast<qint64>(status.count("process").value_or(0))};
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
            const std::scoped_lock lock(m_mutex);
            m_batches.begin();
            m_news = {State::Listening, {}, m_facts, {}};
        },
        [this](std::string_view record) { take(record); });
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

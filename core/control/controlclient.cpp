// SPDX-License-Identifier: MIT
#include "core/control/controlclient.h"

#include <QByteArray>
#include <QMetaObject>
#include <QPointer>

#include <chrono>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static constexpr int handledInATurn = 64; // requests, of which some read a file
static constexpr auto pulseInterval = 33ms; // of what is followed

ControlClient::ControlClient(
    QLocalSocket *socket, ControlHandler &handler, const ControlLimits &limits, QObject *parent)
    : QObject(parent)
    , m_handler(handler)
    , m_limits(limits)
    , m_socket(socket)
    , m_lines(longestRequest)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(static_cast<qint64>(longestRequest));
    m_readDeadline.setSingleShot(true);
    m_readDeadline.setInterval(m_limits.readTimeout);
    connect(&m_readDeadline, &QTimer::timeout, this, &ControlClient::giveUp);
    m_pulse.setInterval(pulseInterval);
    connect(&m_pulse, &QTimer::timeout, this, &ControlClient::tellRecords);
    connect(m_socket, &QLocalSocket::readyRead, this, &ControlClient::advance);
    connect(m_socket, &QLocalSocket::bytesWritten, this, [this] {
        m_readDeadline.stop();
        watchOwed();
        advance();
    });
    connect(m_socket, &QLocalSocket::disconnected, this, &ControlClient::ended);
}

void ControlClient::start()
{
    if (m_socket->state() == QLocalSocket::ConnectedState)
        advance();
    else
        Q_EMIT ended();
}

// A reply that comes at once finds the loop running, and leaves the next request to it: else as
// many calls would stand on each other as requests have arrived.
void ControlClient::advance()
{
    if (std::exchange(m_isAdvancing, true))
        return;
    int handled = 0;
    while (!m_isLeaving && !m_awaitsReply && m_socket->bytesToWrite() < m_limits.owed) {
        if (handled++ == handledInATurn) {
            QMetaObject::invokeMethod(this, &ControlClient::advance, Qt::QueuedConnection);
            break;
        }
        const auto line = m_lines.next();
        if (!line)
            refuse(u"no request: a line of more than %1 bytes"_s.arg(longestRequest),
                u"sent a line of more than %1 bytes"_s.arg(longestRequest));
        else if (*line)
            take(**line);
        else if (!takeBytes())
            break;
    }
    m_isAdvancing = false;
}

bool ControlClient::takeBytes()
{
    const auto bytes = m_socket->read(static_cast<qint64>(longestRequest));
    m_lines.take(bytes.toStdString());
    return !bytes.isEmpty();
}

void ControlClient::take(std::string_view line)
{
    const auto request = parseRequest(line);
    if (!request)
        return drop(request.error(), u"sent what is no request"_s);
    if (request->command == "subscribe")
        return subscribe(*request);
    if (request->command == "unsubscribe")
        return unsubscribe(*request);
    m_awaitsReply = true;
    m_handler.handle(*request,
        [self = QPointer(this), id = request->id](decltype(ControlAnswer::result) result) {
            if (!self)
                return;
            self->m_awaitsReply = false;
            self->answer({id, std::move(result)});
            self->advance();
        });
}

void ControlClient::answer(const ControlAnswer &answer)
{
    if (m_isLeaving)
        return;
    m_socket->write(QByteArray::fromStdString(answerLine(answer) + '\n'));
    watchOwed();
}

void ControlClient::subscribe(const ControlRequest &request)
{
    if (m_streams.contains(request.id))
        return answer(
            {request.id, std::unexpected("this number is that of a subscription already")});
    if (m_streams.size() >= m_limits.subscriptions)
        return answer({request.id,
            std::unexpected("no more than " + std::to_string(m_limits.subscriptions)
                + " subscriptions at once")});
    auto subscription = m_handler.subscribe(request);
    if (!subscription)
        return answer({request.id, std::unexpected(std::move(subscription.error()))});
    answer({request.id, std::move(subscription->result)});
    m_streams.emplace(request.id, std::move(subscription->stream));
    m_readDeadline.stop();
    m_pulse.start();
}

void ControlClient::unsubscribe(const ControlRequest &request)
{
    const auto subscription = request.members.count("subscription");
    if (!subscription || m_streams.erase(*subscription) == 0)
        return answer({request.id, std::unexpected("'subscription' is to be the number of one")});
    if (m_streams.empty())
        m_pulse.stop();
    answer({request.id, "{}"});
}

// Behind the answer that tells of the subscription, and never between two halves of another line.
// It goes on behind the one that was told last, which may have taken all the room.
void ControlClient::tellRecords()
{
    for (auto left = m_streams.size(); left > 0; --left) {
        const auto room = m_limits.owed - m_socket->bytesToWrite();
        if (room <= 0)
            return;
        const auto next = m_streams.upper_bound(m_lastTold);
        const auto &[id, stream] = next != m_streams.end() ? *next : *m_streams.begin();
        m_lastTold = id;
        m_records.clear();
        m_told.clear();
        stream->take(m_records, static_cast<std::size_t>(room));
        for (std::string_view rest = m_records; !rest.empty();) {
            const auto end = rest.find('\n');
            addSubscriptionLine(m_told, id, rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        m_socket->write(m_told.data(), static_cast<qint64>(m_told.size()));
    }
}

void ControlClient::refuse(const QString &what, const QString &why)
{
    drop({{}, std::unexpected(what.toStdString())}, why);
}

// What it goes on sending is not read: its end comes with the socket's.
void ControlClient::drop(const ControlAnswer &last, const QString &why)
{
    m_streams.clear(); // first: who follows may take its time, who leaves may not
    m_pulse.stop();
    answer(last);
    m_isLeaving = true;
    Q_EMIT dropped(why);
    m_socket->disconnectFromServer(); // once the answers are taken
}

void ControlClient::watchOwed()
{
    if (m_streams.empty() && m_socket->bytesToWrite() > 0 && !m_readDeadline.isActive())
        m_readDeadline.start();
}

void ControlClient::giveUp()
{
    if (!std::exchange(m_isLeaving, true))
        Q_EMIT dropped(u"did not read its answers for %1 s"_s.arg(
            std::chrono::duration<double>(m_limits.readTimeout).count()));
    m_socket->abort();
}

} // namespace sealcord

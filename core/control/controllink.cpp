// SPDX-License-Identifier: MIT
#include "core/control/controllink.h"

#include "core/control/controllimits.h"

#include <QByteArray>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr qint64 readBuffer = qint64{256} * 1024;

ControlLink::ControlLink(QObject *parent)
    : QObject(parent)
{
    m_socket.setReadBufferSize(readBuffer);
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, &ControlLink::attempt);
    connect(&m_socket, &QLocalSocket::connected, this, [this] { setState(State::Connected); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlLink::readLines);
    connect(
        &m_socket, &QLocalSocket::errorOccurred, this, [this] { lose(whyNotConnected(m_socket)); },
        Qt::QueuedConnection);
}

ControlLink::~ControlLink()
{
    m_socket.disconnect(this);
}

void ControlLink::open(const QString &path)
{
    m_path = path;
    attempt();
}

void ControlLink::close()
{
    m_retry.stop();
    m_asked.clear();
    m_followed.clear();
    setState(State::Closed);
    m_socket.abort();
}

std::optional<LocalPeer> ControlLink::listener() const
{
    return localPeer(static_cast<int>(m_socket.socketDescriptor()));
}

void ControlLink::attempt()
{
    setState(State::Connecting);
    m_lines = LineSplitter(longestLine);
    m_socket.connectToServer(m_path);
}

void ControlLink::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

void ControlLink::lose(const QString &why)
{
    if (m_state != State::Connecting && m_state != State::Connected)
        return; // it was told
    m_errorString = why;
    m_socket.abort();
    m_followed.clear();
    m_retry.start();
    setState(State::Waiting);
    for (const auto &[id, answer] : std::exchange(m_asked, {})) {
        if (m_state != State::Waiting)
            return; // one of them has closed this
        answer(std::unexpected("the server has gone: " + why.toStdString()));
    }
}

void ControlLink::request(std::string_view command, const AddMembers &add, Answer answer)
{
    auto line = requestLine(++m_last, command, add);
    if (line.size() > longestRequest) // the server would drop us for it
        return answer(std::unexpected(std::string("that is too long for a request")));
    m_asked.emplace(m_last, std::move(answer));
    line += '\n';
    m_socket.write(line.data(), static_cast<qint64>(line.size()));
}

void ControlLink::subscribe(const AddMembers &add, Answer answer, TakeRecord take)
{
    request("subscribe", add,
        [this, id = m_last + 1, answer = std::move(answer), take = std::move(take)](
            const std::expected<std::string, std::string> &result) {
            if (result)
                m_followed.emplace(id, take);
            answer(result);
        });
}

void ControlLink::setPaused(bool isPaused)
{
    if (std::exchange(m_isPaused, isPaused) && !isPaused)
        readLines();
}

void ControlLink::readLines()
{
    while (m_state == State::Connected && !m_isPaused && m_socket.bytesAvailable() > 0) {
        const auto bytes = m_socket.readAll();
        m_lines.take({bytes.data(), static_cast<std::size_t>(bytes.size())});
        for (;;) {
            const auto line = m_lines.next();
            if (!line || (*line && !take(**line)))
                return lose(u"what it says is none of ours"_s);
            if (m_state != State::Connected)
                return; // whoever took that has closed this
            if (!*line)
                break;
        }
    }
}

bool ControlLink::take(std::string_view line)
{
    if (const auto told = parseSubscriptionLine(line)) {
        const auto followed = m_followed.find(told->first);
        if (followed != m_followed.end()) {
            const auto taker = followed->second; // who closes this in it takes it from the map
            taker(told->second);
        }
        return true;
    }
    const auto answer = parseAnswer(line);
    if (!answer || !answer->id)
        return false;
    const auto asked = m_asked.extract(*answer->id);
    if (asked.empty())
        return false;
    asked.mapped()(answer->result);
    return true;
}

QString whyNotConnected(const QLocalSocket &socket)
{
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError:
    case QLocalSocket::ConnectionRefusedError:
        return u"no server listens there"_s;
    case QLocalSocket::SocketAccessError:
        return u"it is another user's"_s;
    case QLocalSocket::PeerClosedError:
        return u"it has gone"_s;
    default:
        return socket.errorString();
    }
}

} // namespace sealcord

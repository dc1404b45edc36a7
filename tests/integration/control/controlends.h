// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlserver.h"
#include "tests/support/patience.h"
#include "tests/support/processes/descriptor.h"

#include <QByteArrayList>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/// Both ends of a control socket, for the tests of it.
namespace sealcord::test {

/// Says that it did "status" whatever it was asked; "long" has an answer of 300,000 bytes, "later"
/// waits for answer().
class Echo final : public ControlHandler
{
public:
    void handle(const ControlRequest &request, Reply reply) override
    {
        ++handled;
        if (request.command == "later")
            waiting.push_back(std::move(reply));
        else if (request.command == "unknown")
            reply(std::unexpected(std::string("no such command")));
        else
            reply(m_results[request.command == "long" ? 1 : 0]);
    }

    std::expected<ControlSubscription, std::string> subscribe(
        const ControlRequest &request) override
    {
        if (request.members.isTrue("refuse"))
            return std::unexpected(std::string("not you"));
        return ControlSubscription{R"({"follows":true})", std::make_unique<Count>(*this)};
    }

    int handled = 0;
    std::vector<Reply> waiting;
    int happened = 0; ///< is told to who follows
    int followers = 0;

private:
    /// {"count":1}, {"count":2}, ... up to what has happened.
    class Count final : public ControlStream
    {
    public:
        explicit Count(Echo &echo)
            : m_echo(echo)
        {
            ++m_echo.followers;
        }
        ~Count() override { --m_echo.followers; }
        Q_DISABLE_COPY_MOVE(Count)

        void take(std::string &records, std::size_t most) override
        {
            while (m_told < m_echo.happened && records.size() < most)
                records += "{\"count\":" + std::to_string(++m_told) + "}\n";
        }

    private:
        Echo &m_echo;
        int m_told = 0;
    };

    const std::vector<std::string> m_results{
        R"({"did":"status"})", "[\"" + std::string(300'000, 'x') + "\"]"};
};

/// A program that asks.
class Asker
{
public:
    explicit Asker(const QString &path) { m_socket.connectToServer(path); }

    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// What has come once \a count lines have, or the connection has ended, or patience has.
    QByteArrayList lines(qsizetype count)
    {
        std::ignore = QTest::qWaitFor(
            [&] {
                m_all += m_socket.readAll();
                return m_all.count('\n') >= count || isGone();
            },
            patience);
        m_all += m_socket.readAll();
        auto lines = m_all.split('\n');
        lines.removeLast();
        return lines;
    }
    [[nodiscard]] bool isGone() const { return m_socket.state() != QLocalSocket::ConnectedState; }
    void leave() { m_socket.abort(); }
    QLocalSocket &socket() { return m_socket; }

private:
    QLocalSocket m_socket;
    QByteArray m_all;
};

inline QByteArray request(int id, const QByteArray &command)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"do\":\"" + command + "\"}\n";
}

inline QByteArray answer(int id, const QByteArray &command)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"ok\":true,\"result\":{\"did\":\"" + command
        + "\"}}";
}

inline sockaddr_un addressOf(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto bytes = path.toUtf8();
    std::copy(bytes.begin(), bytes.end(), address.sun_path);
    return address;
}

/// Closed: nobody listens there.
inline Descriptor connectRaw(const QString &path)
{
    const auto address = addressOf(path);
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address)
        != 0)
        socket.close();
    return socket;
}

/// Up to its end.
inline QByteArray readAll(const Descriptor &socket)
{
    QByteArray all;
    char byte = 0;
    while (::read(socket.number(), &byte, 1) == 1)
        all += byte;
    return all;
}

/// A server that answers as Echo does, at the path of a folder of its own.
class ControlEnds
{
public:
    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("control.sock")); }
    void listen(const ControlLimits &limits = {})
    {
        server = std::make_unique<ControlServer>(echo, limits);
        dropped = std::make_unique<QSignalSpy>(server.get(), &ControlServer::clientDropped);
        const auto listening = server->listen(path());
        QVERIFY2(listening, qPrintable(listening ? QString() : listening.error()));
    }

    const QTemporaryDir folder;
    Echo echo;
    std::unique_ptr<ControlServer> server;
    std::unique_ptr<QSignalSpy> dropped; ///< who was, and why
};

} // namespace sealcord::test

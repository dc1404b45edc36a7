// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTcpServer>

class QTcpSocket;

namespace sealcord::test {

/// Stands between an agent and a server and passes their bytes on, until it is told to swallow
/// them. Connections are accepted either way, as by a network that has lost its way behind the
/// first hop.
///
/// It works while the test's event loop runs: the thread sanitizer starts no thread in a process
/// that has forked.
class Relay
{
public:
    explicit Relay(quint16 serverPort);

    [[nodiscard]] QString address() const;
    void setSwallowing(bool swallows) { m_isSwallowing = swallows; }
    /// Bytes swallowed so far.
    [[nodiscard]] qint64 swallowed() const { return m_swallowed; }

private:
    void accept(quint16 serverPort);
    void passOn(QTcpSocket &from, QTcpSocket &to);

    bool m_isSwallowing = false;
    qint64 m_swallowed = 0;
    QTcpServer m_listener; // owns the sockets
};

} // namespace sealcord::test

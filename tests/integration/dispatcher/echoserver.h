// SPDX-License-Identifier: MIT
#pragma once

#include <QTcpServer>

class QAbstractSocket;

namespace dispatching {

/// Sends back what it reads, over unbuffered sockets as the product's own server has them. Answers
/// a message that begins with 'q' and closes.
class EchoServer final : public QTcpServer
{
public:
    explicit EchoServer(QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    static void echo(QAbstractSocket &socket);
};

} // namespace dispatching

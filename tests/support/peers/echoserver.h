// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/ownserver.h"
#include "tests/support/patience.h"

#include <QHostAddress>
#include <QTest>

namespace sealcord::test {

/// A server that listens when the constructor returns.
struct EchoServer {
    explicit EchoServer(quint16 port = 0, ServerSettings settings = {})
    {
        settings.address = QHostAddress(QHostAddress::LocalHost);
        settings.port = port;
        watched.start(settings);
        isListening = QTest::qWaitFor(
            [this] { return watched.state() == OwnServer::State::Listening; }, patience);
    }
    /// Until its port is free.
    [[nodiscard]] bool stop()
    {
        watched.stop();
        return QTest::qWaitFor(
            [this] { return watched.state() == OwnServer::State::Stopped; }, patience);
    }

    [[nodiscard]] quint16 port() const { return watched.address().section(u':', -1).toUShort(); }

    OwnServer watched;
    bool isListening = false;
};

} // namespace sealcord::test

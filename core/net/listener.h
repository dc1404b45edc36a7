// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/worker.h"

#include <QTcpServer>

#include <atomic>
#include <memory>
#include <vector>

namespace sealcord {

/// The server's accepting thread: takes connections, asks for admission, and hands each to the
/// worker that has fewest.
///
/// When the system has no descriptor left, it rests until one is given back or a short time has
/// passed. Lives on the accepting thread, but for the functions named otherwise.
class Listener final : public QTcpServer
{
    Q_OBJECT

public:
    /// \a workers outlive the listener.
    Listener(ServerShared &shared, const std::vector<std::unique_ptr<Worker>> &workers);

    /// Goes on accepting if it rests. From any thread.
    void descriptorGivenBack();

    void rest();
    void resume();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    [[nodiscard]] std::size_t leastLoaded() const;

    ServerShared &m_shared;
    const std::vector<std::unique_ptr<Worker>> &m_workers;
    std::atomic<bool> m_isResting{false};
    bool m_isStarved = false; // and it was said
};

} // namespace sealcord

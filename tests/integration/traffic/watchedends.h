// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedagent.h"
#include "tests/integration/traffic/trafficrecord.h"
#include "tests/support/patience.h"

#include <QTest>

#include <optional>

namespace sealcord::test {

/// An agent, and what it hands out.
struct RecordedAgent {
    RecordedAgent()
    {
        QObject::connect(&watched, &WatchedAgent::happened, &watched,
            [this](const TrafficBatch &batch) { record.append(batch); });
        QObject::connect(&watched, &WatchedAgent::notSent, &watched,
            [this](quint64, const QString &why) { notSent += why; });
    }

    void start(quint16 port, std::optional<std::chrono::milliseconds> delay = std::nullopt)
    {
        AgentSettings settings;
        settings.port = port;
        settings.reconnectDelay = delay;
        watched.start(settings);
    }
    [[nodiscard]] bool waitFor(WatchedAgent::Stage stage)
    {
        return QTest::qWaitFor([&] { return watched.stage() == stage; }, patience);
    }

    TrafficRecord record;
    QStringList notSent;
    WatchedAgent watched;
};

} // namespace sealcord::test

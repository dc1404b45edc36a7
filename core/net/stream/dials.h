// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/limits.h"
#include "core/net/stream/dial.h"
#include "core/net/stream/services.h"
#include "core/protocol/stream.h"

#include <QObject>

#include <cstddef>
#include <expected>
#include <functional>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The sockets of a connection's streams that are still being connected to where these lead.
///
/// Lives on the connection's thread.
class Dials final : public QObject
{
public:
    using Outcome = std::expected<qintptr, Dial::Failure>;
    /// Is told, from the event loop, how it ended: the socket is its own from then on.
    using Done = std::function<void(StreamNumber number, const Outcome &outcome)>;

    explicit Dials(Done done);
    ~Dials() override;
    Q_DISABLE_COPY_MOVE(Dials)

    /// Whether there are as many as may be: StreamLimits::mostHalfOpen.
    [[nodiscard]] bool isFull() const { return m_standing.size() == StreamLimits::mostHalfOpen; }
    /// Connects to \a service for stream \a number and says \a greeting first: it is so short that
    /// a socket always has room for it.
    void dial(
        StreamNumber number, const ServiceAddress &service, std::vector<std::byte> greeting = {});
    /// Keeps \a descriptor until somebody else says that it is connected.
    void hold(StreamNumber number, qintptr descriptor);
    /// Nothing more is done for \a number. What was held for it, the caller's from now on, or -1.
    [[nodiscard]] qintptr drop(StreamNumber number);

private:
    struct Standing {
        Dial *dial = nullptr; // a child
        std::vector<std::byte> greeting = {};
        qintptr held = -1;
    };

    [[nodiscard]] Standing take(StreamNumber number);
    void finished(StreamNumber number);

    const Done m_done;
    std::unordered_map<StreamNumber, Standing> m_standing;
};

} // namespace sealcord

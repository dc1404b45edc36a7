// SPDX-License-Identifier: MIT
#pragma once

#include "console/conversation.h"
#include "core/recording/reading/recordedspeech.h"
#include "core/traffic/watch/duetimer.h"

#include <QString>

#include <cstddef>
#include <expected>
#include <optional>
#include <span>

namespace sealcord {

/// The two sides of a recorded connection.
struct Replay {
    RecordedSpeech said; ///< by the agent
    RecordedSpeech replies;

    /// As \a options have it. The error is for a person, and names the file.
    [[nodiscard]] static std::expected<Replay, QString> open(const AgentOptions &options);
};

/// Says what the agent of a recording said, at its pace, and compares what the server says with
/// what it said then. Nothing is sent twice: a connection that is lost in between is the end.
class ReplayConversation final : public Conversation
{
    Q_OBJECT

public:
    /// \a replay outlives it.
    ReplayConversation(Agent &agent, const AgentOptions &options, Log &log, Replay &replay);

private:
    void begin() override;
    void hear(QByteArrayView message) override;
    bool breakOff() override;
    [[nodiscard]] bool isReplyOwed() const override;
    void say(const QString &line) override;
    void outputDrained() override { }
    [[nodiscard]] bool isCommitted() const override { return m_hasSent; }

    void update();
    void sendDue();
    [[nodiscard]] DueTimer::Clock::duration pauseBefore(
        const RecordedMessage &next, RecordTime last) const;
    [[nodiscard]] bool send();
    void finish();
    void fail(const QString &why);
    void read(RecordedSpeech &speech, std::optional<RecordedMessage> &next);
    void tellDifference(std::span<const std::byte> received);

    Replay &m_replay;
    DueTimer m_timer; // of the messages
    std::optional<RecordedMessage> m_next; // to send; none: all was sent
    std::optional<RecordedMessage> m_expected; // the next reply; none: all came, or nobody asks
    quint64 m_sent = 0;
    quint64 m_heard = 0; // replies that were as recorded
    bool m_isConnected = false;
    bool m_hasSent = false; // or tried to
};

} // namespace sealcord

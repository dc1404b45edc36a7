// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

namespace sealcord {

/// Tells two taps what happens, as a log and a window. What goes with messages comes to the one
/// that wants them; a frame that one asked for comes to the other too.
class TeeTap final : public Tap
{
public:
    /// Both outlive it. \a first is told first.
    TeeTap(Tap &first, Tap &second)
        : m_first(first)
        , m_second(second)
    { }

    [[nodiscard]] bool wantsMessages() const noexcept override;
    [[nodiscard]] bool wantsFrames() const noexcept override;
    [[nodiscard]] bool isFull() const noexcept override; ///< whoever wants messages
    void connectionOpened(const ConnectionOpened &opened) override;
    void connectionEstablished(const ConnectionEstablished &established) override;
    void handshakePacketSeen(const HandshakePacketSeen &packet) override;
    void messageSeen(const MessageSeen &message) override;
    void messagesUnseen(quint64 count) override;
    void messageNotSent(const MessageNotSent &message) override;
    void sendProgressed(const SendProgressed &progress) override;
    void connectionCounted(const ConnectionCounted &counted) override;
    void connectionMeasured(const ConnectionMeasured &measured) override;
    void connectionEnded(const ConnectionEnded &ended) override;
    void connectionRefused(const ConnectionRefused &refused) override;
    void acceptingPaused(const AcceptingPaused &paused) override;

private:
    template <typename Record> using Function = void (Tap::*)(const Record &);
    template <typename Record> void tell(Function<Record> function, const Record &record);
    template <typename Record> void tellIfWanted(Function<Record> function, const Record &record);

    Tap &m_first;
    Tap &m_second;
};

} // namespace sealcord

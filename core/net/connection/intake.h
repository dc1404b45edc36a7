// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/inputbuffer.h"
#include "core/net/connection/iocontext.h"
#include "core/net/connection/reportedsession.h"
#include "core/protocol/event.h"

#include <cstddef>
#include <span>

namespace sealcord {

/// What a connection has read and its session has not taken yet: the front of an item, or, where a
/// turn has ended before, whole items as well. Those come before the next read.
class Intake
{
public:
    /// \a spares are the thread's and outlive it.
    explicit Intake(SpareBuffers &spares)
        : m_input(spares)
    { }

    // As InputBuffer's of the same name.

    [[nodiscard]] std::span<std::byte> space(std::span<std::byte> shared)
    {
        return m_input.space(shared);
    }
    [[nodiscard]] std::span<std::byte> filled(std::size_t count, std::span<std::byte> shared)
    {
        return m_input.filled(count, shared);
    }
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_input.bytes(); }
    [[nodiscard]] std::size_t held() const { return m_input.held(); }
    void release()
    {
        m_input.release();
        m_hasMore = false;
    }

    /// Whether whole items may be there.
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    /// Those, and what follows.
    [[nodiscard]] std::span<std::byte> more() { return m_input.opened(); }

    /// Has \a session take items from \a in, which is what filled() or more() returned, until all
    /// are taken, or \a handle(event, isLast) of one returns false, or the turn ends. Keeps the
    /// rest, unless \a handle ended it. Whether an item or a message is unfinished that was not
    /// before. Throws std::bad_alloc.
    template <typename Handle>
    bool take(ReportedSession &session, std::span<std::byte> in, IoContext &context,
        const Handle &handle);

    /// How long the item or message will be that has begun to arrive; 0: there is none.
    [[nodiscard]] std::size_t unfinished(const Session &session) const
    {
        if (const auto message = session.unfinished(); message.total > 0)
            return message.total;
        return m_hasMore || m_input.isEmpty() ? 0 : m_input.needed();
    }

private:
    InputBuffer m_input;
    bool m_hasMore = false;
};

template <typename Handle>
bool Intake::take(
    ReportedSession &session, std::span<std::byte> in, IoContext &context, const Handle &handle)
{
    const bool wasInMessage = session.session().unfinished().total > 0;
    bool isNew = !wasInMessage && m_input.isEmpty();
    const auto *const begin = in.data();
    auto *const beside = session.report().wantsFrames() ? &context.messageBuffer() : nullptr;
    for (int left = IoContext::mostInTurn; left > 0; --left) {
        const auto event = session.next(in, context.sendBuffer(), beside);
        const auto *const needed = std::get_if<NeedBytes>(&event);
        isNew = isNew || std::holds_alternative<MessageReceived>(event)
            || (!wasInMessage && in.data() != begin);
        if (needed) {
            m_hasMore = false;
            m_input.keep(in, needed->total);
            return isNew && unfinished(session.session()) > 0;
        }
        if (!handle(event, in.empty()))
            return false;
    }
    m_hasMore = !in.empty();
    m_input.keepOpened(in);
    return isNew && unfinished(session.session()) > 0;
}

} // namespace sealcord

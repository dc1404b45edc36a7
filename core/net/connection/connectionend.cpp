// SPDX-License-Identifier: MIT
// How a connection ends.
#include "core/net/connection/connection.h"

#include <new>
#include <utility>

namespace sealcord {

void Connection::finish(Ending ending, Clock::time_point drainUntil, Clock::time_point closedBy)
{
    m_deadlines.closeBy(closedBy);
    auto *const current = open();
    if (!current || current->finish)
        return;
    current->finish = std::make_unique<phase::Finish>(std::move(ending), drainUntil);
    if (m_batch)
        return; // its end goes on with it
    readOnce();
    goOnFinishing();
}

// Says goodbye where it was told to finish and has answered all that has arrived.
void Connection::goOnFinishing()
{
    auto *const current = open();
    if (!current || !current->finish || m_input.hasMore() || m_outgoing.owed() > 0
        || bytesWaiting(m_descriptor) > 0)
        return;
    sayGoodbye(std::move(current->finish->ending));
}

void Connection::sayGoodbye(Ending ending)
{
    auto &out = m_context.sendBuffer();
    const auto before = out.size();
    std::unique_ptr<Ending> untold;
    try {
        m_session.close(out, ending.goodbye);
        if (session().isAwaitingGoodbye())
            untold = std::make_unique<Ending>(ending);
    } catch (const std::bad_alloc &error) {
        return abort(endingOf(error));
    }
    write(before);
    if (hasEnded())
        return; // the socket failed just now
    if (untold)
        m_phase = phase::Flushing{{std::move(untold)}};
    else
        end(std::move(ending));
    flush();
}

std::unique_ptr<Ending> *Connection::untold()
{
    phase::Closing *closing = std::get_if<phase::Lingering>(&m_phase);
    if (!closing)
        closing = std::get_if<phase::Flushing>(&m_phase);
    return closing && closing->untold ? &closing->untold : nullptr;
}

void Connection::tellUnanswered(const std::string &why)
{
    if (auto *const said = untold())
        tellEnd(unanswered(std::move(*std::exchange(*said, nullptr)), why), true);
}

void Connection::end(Ending ending)
{
    Q_ASSERT(!hasEnded());
    const bool wasEstablished = is<phase::Talking>();
    m_phase = phase::Flushing();
    tellEnd(std::move(ending), wasEstablished);
}

std::chrono::milliseconds Connection::age() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        m_context.now() - m_deadlines.since());
}

void Connection::tellEnd(Ending ending, bool wasEstablished)
{
    m_session.report().ending(bytesOwed());
    const ConnectionEnded how{name(), ending.reason, std::move(ending.text), age(), count(),
        wasEstablished, session().protocol(), m_role, session().sealed(), session().sealBudget(),
        m_session.report().peer(), session().opened(), session().recordsPerKey()};
    m_context.tap().happened(how);
    m_owner.ended(*this, how);
}

// Waits until the kernel has all that is owed, sends FIN behind it, and then for the peer's FIN:
// closing earlier, with bytes of the peer unread, would reset the connection and destroy what it
// has not read yet. A peer who has said goodbye sends nothing more.
void Connection::flush()
{
    auto *const flushing = std::get_if<phase::Flushing>(&m_phase);
    if (!flushing || m_outgoing.owed() > 0)
        return;
    if (flushing->isPeerDone)
        return release();
    phase::Lingering lingering{{std::move(flushing->untold)}};
    m_phase = std::move(lingering);
    m_deadlines.closeBy(m_context.now() + m_limits.lingerTimeout);
    shutdownWriting(m_descriptor);
    resumeReading();
}

void Connection::abort(Ending ending)
{
    if (is<phase::Released>())
        return;
    if (!hasEnded())
        end(std::move(ending));
    release();
}

void Connection::release()
{
    if (is<phase::Released>())
        return;
    tellUnanswered({});
    m_phase = phase::Released();
    if (!m_batch) // or the owner may be looking at a message in it: process() releases it
        m_input.release();
    m_readable.setEnabled(false);
    m_outgoing.stop();
    countHeld();
    closeDescriptor(std::exchange(m_descriptor, -1));
    m_owner.released(*this);
    deleteLater();
}

void Connection::lookAtWhatIsOwed(Clock::time_point now)
{
    const auto gone = m_outgoing.gone();
    if (gone == 0)
        return;
    m_deadlines.progressed();
    m_deadlines.taken(gone, now);
    m_held.pace().moved(gone);
}

void Connection::checkDeadlines(Clock::time_point now)
{
    lookAtWhatIsOwed(now);
    const auto *const current = open();
    m_deadlines.look(now, mayRead() && !(current && current->isShortOfMemory));
    m_held.pace().tick();
    const Deadlines::Standing standing{.isHandshake = is<phase::Agreeing>(),
        .hasEnded = hasEnded(),
        .owes = m_outgoing.owed() > 0,
        .unfinished = is<phase::Talking>() ? m_input.unfinished(session()) : 0};
    if (auto late = m_deadlines.late(now, standing))
        return abort(std::move(*late));
    if (!current)
        return;
    if (current->finish && now >= current->finish->drainUntil)
        return sayGoodbye(std::move(current->finish->ending));
    if (auto idle = m_deadlines.idle(now))
        sayGoodbye(std::move(*idle));
}

} // namespace sealcord

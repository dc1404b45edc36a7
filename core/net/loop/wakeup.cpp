// SPDX-License-Identifier: MIT
#include "core/net/loop/wakeup.h"

#include <sys/eventfd.h>
#include <unistd.h>

namespace sealcord {

Wakeup::Wakeup()
    : m_descriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{ }

Wakeup::~Wakeup()
{
    if (isOpen())
        close(m_descriptor);
}

void Wakeup::wake()
{
    if (m_state.exchange(State::Woken) == State::Asleep)
        eventfd_write(m_descriptor, 1); // fails only when the counter is full: then it is readable
}

bool Wakeup::beginSleep()
{
    auto expected = State::Working;
    return m_state.compare_exchange_strong(expected, State::Asleep) || expected == State::Asleep;
}

bool Wakeup::take()
{
    return m_state.exchange(State::Working) == State::Woken;
}

bool Wakeup::isPending() const
{
    return m_state.load() == State::Woken;
}

// Who woke us may write only now, when something else ended the sleep: then the next sleep ends at
// once and for nothing, which an event loop bears.
void Wakeup::drain() const
{
    eventfd_t count = 0;
    eventfd_read(m_descriptor, &count);
}

} // namespace sealcord

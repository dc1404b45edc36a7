// SPDX-License-Identifier: MIT
#include "core/net/stream/pump.h"

#include "core/net/connection/socketdescriptor.h"
#include "core/net/stream/carrier.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/socket.h>

namespace sealcord {

Pump::Pending::Pending(Pump &pump)
    : room(pump.m_descriptor, QSocketNotifier::Write, pump, &Pump::roomAgain)
{ }

Pump::Pump(StreamNumber number, qintptr descriptor, Carrier &carrier)
    : m_number(number)
    , m_descriptor(descriptor)
    , m_carrier(carrier)
    , m_window(StreamLimits::firstWindow)
{ }

Pump::~Pump()
{
    closeDescriptor(release());
}

// The notifiers go first: what they wait for is not the descriptor's next owner.
qintptr Pump::release()
{
    setReading(false);
    if (m_pending)
        m_pending->room.setEnabled(false);
    return std::exchange(m_descriptor, -1);
}

StreamState Pump::state() const
{
    if (m_hasEndedHere)
        return m_hasEndedThere ? StreamState::Ending : StreamState::EndedHere;
    return m_hasEndedThere ? StreamState::EndedThere : StreamState::Open;
}

void Pump::open()
{
    m_isOpen = true;
    std::ignore = m_carrier.hasInput(*this);
}

void Pump::setReading(bool reading)
{
    reading = reading && m_descriptor >= 0;
    if (std::exchange(m_isReading, reading) == reading)
        return;
    if (m_readable)
        m_readable->setEnabled(reading);
    else
        m_readable.emplace(m_descriptor, QSocketNotifier::Read, *this, &Pump::readable);
}

// While its turn is awaited the event loop is not to say so again and again: fill() goes on.
void Pump::readable()
{
    if (!m_carrier.hasInput(*this))
        setReading(false);
}

void Pump::credited()
{
    if (m_isOpen && !m_hasEndedHere && !m_isReading)
        std::ignore = m_carrier.hasInput(*this);
}

Pump::Filled Pump::fill(std::size_t most)
{
    if (m_hasEndedHere || m_descriptor < 0)
        return Filled::Over;
    const auto room = std::min(most, m_carrier.credit(m_number));
    if (room == 0) {
        setReading(false); // credited() goes on
        return Filled::Blocked;
    }
    const auto got = m_carrier.sendFrom(m_number, m_descriptor, room);
    if (got && *got > 0) {
        m_bytesOut += *got;
        setReading(*got < room);
        return m_isReading ? Filled::All : Filled::More;
    }
    if (!got && isTryAgain(got.error())) {
        setReading(true);
        return Filled::All;
    }
    if (got)
        endHere();
    else
        m_carrier.failed(*this, got.error());
    return Filled::Over;
}

void Pump::endHere()
{
    setReading(false);
    if (m_brokenBy != 0)
        return m_carrier.failed(*this, m_brokenBy);
    m_hasEndedHere = true;
    m_carrier.say(EndStream{m_number});
    closeIfDone();
}

void Pump::received(std::span<const std::byte> bytes)
{
    m_bytesIn += bytes.size();
    m_window.received(bytes.size());
    const auto sent = !m_pending || m_pending->bytes.isEmpty() ? write(bytes) : 0;
    if (sent < bytes.size())
        keep(bytes.subspan(sent));
    taken(sent);
}

void Pump::breakOff(int error)
{
    m_brokenBy = error;
    if (m_hasEndedHere)
        m_carrier.failed(*this, error);
}

// How many the socket takes; all, where it takes none any more.
std::size_t Pump::write(std::span<const std::byte> bytes)
{
    if (m_brokenBy != 0)
        return bytes.size();
    const auto sent = sendAtOnce(m_descriptor, bytes);
    if (sent)
        return *sent;
    if (isTryAgain(sent.error()))
        return 0;
    m_brokenBy = sent.error();
    return bytes.size();
}

void Pump::keep(std::span<const std::byte> bytes)
{
    if (!m_pending)
        m_pending = std::make_unique<Pending>(*this);
    m_pending->bytes.append(bytes);
    m_pending->room.setEnabled(true);
    tellHeld();
}

void Pump::tellHeld()
{
    const auto now = m_pending->bytes.memory();
    m_carrier.holds(std::exchange(m_held, now), now);
}

void Pump::roomAgain()
{
    std::size_t count = 0;
    auto &bytes = m_pending->bytes;
    while (!bytes.isEmpty()) {
        const auto front = bytes.front();
        const auto sent = write(front);
        count += sent;
        if (sent > 0)
            std::ignore = bytes.taken(sent);
        if (sent < front.size())
            break;
    }
    if (bytes.isEmpty())
        m_pending->room.setEnabled(false);
    tellHeld();
    taken(count);
}

void Pump::taken(std::size_t count)
{
    if (m_brokenBy != 0 && m_hasEndedHere) // there is nothing that it could still be good for
        return m_carrier.failed(*this, m_brokenBy);
    m_window.taken(count);
    if (m_hasEndedThere)
        return endedThere();
    if (count == 0 || !m_window.isDue())
        return;
    if (m_window.isTight())
        m_window.resize(m_carrier.widened(m_window.size()));
    m_carrier.say(GrantCredit{m_number, m_window.grant()});
}

void Pump::ended()
{
    m_hasEndedThere = true;
    endedThere();
}

// Behind the last of its bytes.
void Pump::endedThere()
{
    if (m_window.waiting() > 0 || std::exchange(m_isShut, true))
        return;
    shutdownWriting(m_descriptor);
    closeIfDone();
}

void Pump::closeIfDone()
{
    if (m_hasEndedHere && m_isShut)
        m_carrier.done(*this);
}

} // namespace sealcord

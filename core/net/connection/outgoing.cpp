// SPDX-License-Identifier: MIT
#include "core/net/connection/outgoing.h"

#include "core/net/connection/connection.h"
#include "core/net/connection/socketdescriptor.h"

#include <algorithm>
#include <utility>

namespace sealcord {

/// What the kernel took at once; none where it has no room.
static std::expected<std::size_t, int> send(qintptr descriptor, std::span<const std::byte> bytes)
{
    const auto sent = sendAtOnce(descriptor, bytes);
    if (!sent && isTryAgain(sent.error()))
        return 0;
    return sent;
}

std::expected<void, int> Outgoing::write(ByteBuffer &out, std::size_t from)
{
    std::size_t count = 0;
    const auto bytes = out.bytes().subspan(from);
    if (owed() == 0) {
        const auto sent = send(m_descriptor, bytes);
        if (!sent)
            return std::unexpected(sent.error());
        count = *sent;
    }
    if (count < bytes.size())
        owe(out, from, count);
    return {};
}

Outgoing::Owed::Owed(const Outgoing &outgoing)
    : room(outgoing.m_descriptor, QSocketNotifier::Write, outgoing.m_connection,
          &Connection::roomAgain)
{ }

void Outgoing::owe(ByteBuffer &out, std::size_t from, std::size_t sent)
{
    if (!m_owed)
        m_owed = std::make_unique<Owed>(*this);
    const auto bytes = out.bytes().subspan(from + sent);
    const auto count = bytes.size();
    if (owed() == 0)
        m_owed->left = left();
    if (from == 0 && count > out.capacity() / 2)
        m_owed->bytes.append(std::exchange(out, ByteBuffer()), sent);
    else
        m_owed->bytes.append(bytes);
    m_owed->left += count;
    m_owed->room.setEnabled(true);
}

void Outgoing::watch()
{
    if (!m_owed)
        m_owed = std::make_unique<Owed>(*this);
    m_owed->room.setEnabled(true);
}

std::expected<void, int> Outgoing::writeOwed(SpareBuffers &spares)
{
    auto &bytes = m_owed->bytes;
    while (!bytes.isEmpty()) {
        const auto front = bytes.front();
        const auto sent = send(m_descriptor, front);
        if (!sent)
            return std::unexpected(sent.error());
        if (*sent > 0)
            spares.giveBack(bytes.taken(*sent), 0);
        if (*sent < front.size())
            return {};
    }
    m_owed->room.setEnabled(false);
    return {};
}

std::size_t Outgoing::left() const
{
    return owed() + bytesUnacknowledged(m_descriptor);
}

std::size_t Outgoing::gone()
{
    if (owed() == 0)
        return 0;
    const auto before = std::exchange(m_owed->left, left());
    return before - std::min(before, m_owed->left);
}

// Not deleted: this may be the notifier's own call.
void Outgoing::stop()
{
    if (!m_owed)
        return;
    m_owed->room.setEnabled(false);
    m_owed->bytes = {};
}

} // namespace sealcord

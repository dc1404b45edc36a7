// SPDX-License-Identifier: MIT
#include "core/net/connection/outbox.h"

#include <algorithm>
#include <utility>

namespace sealcord {

// Who goes on sending while it owes, as an agent may, gathers small messages in pieces of this.
static constexpr std::size_t furtherPiece = 64 * 1024;

void Outbox::append(std::span<const std::byte> bytes)
{
    if (!m_pieces.empty()) {
        auto &last = m_pieces.back().bytes;
        const auto fits = std::min(last.capacity() - last.size(), bytes.size());
        last.append(bytes.first(fits));
        m_size += fits;
        bytes = bytes.subspan(fits);
    }
    if (bytes.empty())
        return;
    Piece piece;
    piece.bytes.reserve(m_pieces.empty() ? bytes.size() : std::max(bytes.size(), furtherPiece));
    piece.bytes.append(bytes);
    add(std::move(piece));
}

void Outbox::append(ByteBuffer buffer, std::size_t from)
{
    if (from < buffer.size())
        add({std::move(buffer), from});
}

void Outbox::add(Piece piece)
{
    m_pieces.push_back(std::move(piece));
    const auto &added = m_pieces.back();
    m_size += added.bytes.size() - added.gone;
    m_memory += added.bytes.capacity();
}

std::span<const std::byte> Outbox::front() const
{
    const auto &piece = m_pieces.front();
    return piece.bytes.bytes().subspan(piece.gone);
}

ByteBuffer Outbox::taken(std::size_t count)
{
    auto &piece = m_pieces.front();
    m_size -= count;
    piece.gone += count;
    if (piece.gone < piece.bytes.size())
        return {};
    m_memory -= piece.bytes.capacity();
    auto memory = std::move(piece.bytes);
    m_pieces.pop_front();
    return memory;
}

} // namespace sealcord

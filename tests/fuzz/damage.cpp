// SPDX-License-Identifier: MIT
#include "tests/fuzz/damage.h"

#include "core/protocol/classic/frame.h"
#include "core/protocol/endian.h"
#include "tests/fuzz/loworderkeys.h"

#include <algorithm>
#include <span>
#include <utility>

namespace sealcord::fuzz {

namespace {

using Piece = std::vector<std::byte>;

constexpr std::size_t mostPieces = 24;
constexpr int mostDamages = 16;

enum class Damage : unsigned {
    Flip,
    Drop,
    Duplicate,
    Swap,
    Truncate,
    Insert,
    AddToLength,
    SetLength,
    Reflect,
    UnprotectedClose,
    LowOrderKey,
    EndOfStream,
    AnotherToken,
};
constexpr unsigned damages = std::to_underlying(Damage::AnotherToken) + 1;

struct Where {
    std::size_t piece;
    std::size_t offset;
    unsigned value;
};

class Stream
{
public:
    explicit Stream(const Rehearsal &rehearsal)
        : m_rehearsal(rehearsal)
        , m_pieces{rehearsal.opening}
    {
        for (const auto &frame : rehearsal.frames)
            m_pieces.push_back(frame.wire);
    }

    void apply(Damage damage, const Where &where);

    [[nodiscard]] std::vector<std::byte> joined() const
    {
        std::vector<std::byte> all;
        for (const auto &piece : m_pieces)
            all.insert(all.end(), piece.begin(), piece.end());
        return all;
    }

private:
    void edit(Damage damage, Piece &piece, const Where &where);
    void insertPiece(std::size_t at, Piece piece);
    static void setLength(Piece &piece, std::uint32_t length);
    static void overwriteKey(Piece &piece, unsigned which);

    const Rehearsal &m_rehearsal;
    std::vector<Piece> m_pieces;
};

void Stream::apply(Damage damage, const Where &where)
{
    if (m_pieces.empty())
        return;
    const auto index = where.piece % m_pieces.size();
    const auto position = static_cast<std::ptrdiff_t>(index);
    switch (damage) {
    case Damage::Drop:
        m_pieces.erase(m_pieces.begin() + position);
        break;
    case Damage::Duplicate:
        insertPiece(where.value, m_pieces[index]);
        break;
    case Damage::Swap:
        std::swap(m_pieces[index], m_pieces[where.value % m_pieces.size()]);
        break;
    case Damage::Reflect:
        insertPiece(index, m_rehearsal.reflected.wire);
        break;
    case Damage::UnprotectedClose:
        insertPiece(index, Piece(classic::Frame::lengthSize));
        break;
    case Damage::EndOfStream:
        m_pieces.erase(m_pieces.begin() + position + 1, m_pieces.end());
        break;
    case Damage::AnotherToken:
        m_pieces[index] = m_rehearsal.openingWithAnotherToken;
        break;
    default:
        edit(damage, m_pieces[index], where);
    }
}

void Stream::edit(Damage damage, Piece &piece, const Where &where)
{
    if (piece.empty())
        return;
    const auto offset = where.offset % piece.size();
    const auto value = static_cast<std::byte>(where.value);
    switch (damage) {
    case Damage::Flip:
        piece[offset] ^= value;
        break;
    case Damage::Truncate:
        piece.resize(offset);
        break;
    case Damage::Insert:
        piece.insert(piece.begin() + static_cast<std::ptrdiff_t>(offset), value);
        break;
    case Damage::AddToLength:
        if (piece.size() >= classic::Frame::lengthSize)
            setLength(piece, classic::frameLength(piece) + where.value - 128); // modulo 2^32
        break;
    case Damage::SetLength:
        setLength(piece, static_cast<std::uint32_t>(where.value << 24 | where.offset));
        break;
    case Damage::LowOrderKey:
        overwriteKey(piece, where.value);
        break;
    default:
        std::unreachable();
    }
}

void Stream::insertPiece(std::size_t at, Piece piece)
{
    if (m_pieces.size() < mostPieces)
        m_pieces.insert(m_pieces.begin() + static_cast<std::ptrdiff_t>(at % (m_pieces.size() + 1)),
            std::move(piece));
}

void Stream::setLength(Piece &piece, std::uint32_t length)
{
    if (piece.size() >= sizeof length)
        toBigEndian(length, std::span(piece).first<sizeof length>());
}

// The key stands behind the id, in the request and in the response.
void Stream::overwriteKey(Piece &piece, unsigned which)
{
    const auto &key = std::as_bytes(std::span(lowOrderKeys[which % lowOrderKeys.size()]));
    if (piece.size() <= key.size())
        return;
    std::ranges::copy(key, piece.begin() + 1);
    if (which & 0x80)
        piece[key.size()] |= std::byte{0x80}; // not part of the number (RFC 7748, 5)
}

} // namespace

std::vector<std::byte> damagedStream(const Rehearsal &rehearsal, InputReader &input)
{
    Stream stream(rehearsal);
    for (int i = 0; i < mostDamages && !input.isEmpty(); ++i) {
        const auto damage = static_cast<Damage>(input.byte() % damages);
        const auto piece = input.byte();
        const auto offset = input.word();
        stream.apply(damage, {.piece = piece, .offset = offset, .value = input.byte()});
    }
    return stream.joined();
}

} // namespace sealcord::fuzz

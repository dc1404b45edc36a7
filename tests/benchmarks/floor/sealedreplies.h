// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/sealedrecord.h"

#include <algorithm>
#include <array>

namespace sealcord::floor {

/// What answers one read: small messages in batches that are sealed where they are sent from, other
/// messages sealed from where they are.
template <typename Engine> class SealedReplies
{
public:
    SealedReplies(Direction<Engine> &direction, Buffer &out)
        : m_direction(direction)
        , m_out(out)
    { }

    /// The byte behind \a message is written to, and put back.
    void add(Byte *message, std::size_t length)
    {
        if (length <= maxBatched)
            return addToBatch(message, length);
        closeBatch();
        if (length <= record::maxBody)
            seal(record::Message, message, length);
        else
            sealInParts(message, length);
    }

    /// Seals a record of its own. The byte behind \a body is written to, and put back.
    void seal(record::Type type, Byte *body, std::size_t length)
    {
        closeBatch();
        auto *const head = m_out.extend(length + record::overhead);
        record::writeLength(head, length + record::typeLength + record::tagLength);
        const auto behind = std::exchange(body[length], type);
        m_direction.seal(body, length + record::typeLength, head + record::headLength);
        body[length] = behind;
    }

    /// Before the replies are sent.
    void closeBatch()
    {
        if (m_batchBody == 0)
            return;
        *m_out.extend(record::typeLength) = record::Batch;
        m_out.extend(record::tagLength);
        const auto length = std::exchange(m_batchBody, 0) + record::typeLength;
        auto *const plain = m_out.data() + m_out.size() - record::tagLength - length;
        record::writeLength(plain - record::headLength, length + record::tagLength);
        m_direction.seal(plain, length, plain);
    }

private:
    static constexpr std::size_t maxBatched = 1024;
    static constexpr std::size_t fullBatch = 16 * 1024;
    static constexpr std::size_t partBody = record::maxBody - 1; ///< 65,536 bytes with all

    void addToBatch(const Byte *message, std::size_t length)
    {
        if (m_batchBody == 0)
            m_out.extend(record::headLength);
        auto *const entry = m_out.extend(record::headLength + length);
        record::writeLength(entry, length);
        std::memcpy(entry + record::headLength, message, length);
        m_batchBody += record::headLength + length;
        if (m_batchBody >= fullBatch)
            closeBatch();
    }

    void sealInParts(Byte *message, std::size_t length)
    {
        std::array<Byte, 5> total{static_cast<Byte>(length >> 24), static_cast<Byte>(length >> 16),
            static_cast<Byte>(length >> 8), static_cast<Byte>(length)};
        seal(record::Begin, total.data(), 4);
        for (std::size_t at = 0; at < length; at += partBody)
            seal(record::Part, message + at, std::min(partBody, length - at));
    }

    Direction<Engine> &m_direction;
    Buffer &m_out;
    std::size_t m_batchBody = 0; ///< of the open batch, at the end of what is to be sent
};

} // namespace sealcord::floor

// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/floorserver.h"
#include "tests/benchmarks/floor/random.h"
#include "tests/benchmarks/floor/sealedhandshake.h"
#include "tests/benchmarks/floor/sealedreplies.h"

#include <array>
#include <memory>
#include <vector>

namespace sealcord::floor {

/// What the connections of a sealed floor share.
struct SealedCommon {
    Random random;
    const KeyPair identity{random.take(keyLength)};
    std::vector<Buffer> messages; ///< of messages that came in parts, for the next ones
};

/// A connection of the sealed protocol, with an agent that asks for no verification. For
/// \a Engine see ClassicTalk.
template <typename Engine> class SealedTalk
{
public:
    using Common = SealedCommon;

    /// One record more than the specification advises, and what is unfinished is always copied in
    /// front of the next read: completing a record by a read of its own is a wake-up more for few
    /// bytes, measured at a tenth of the cost at 64 KiB.
    static constexpr std::size_t receiveLength = 5 * (65535 + record::headLength);
    static constexpr std::size_t copiedFront = 65535 + record::headLength;

    Rest answer(Byte *begin, Byte *end, SealedCommon &common, Buffer &out)
    {
        if (!m_ends) {
            const auto rest = agree(begin, end, common, out);
            if (rest.isOver || !m_ends)
                return rest;
            begin = rest.begin;
        }
        Replies replies(m_ends->sending, out);
        for (;;) {
            const auto available = static_cast<std::size_t>(end - begin);
            const auto total = available < record::headLength
                ? record::overhead
                : record::headLength + record::lengthAt(begin);
            const bool isWhole = available >= total;
            if (isWhole && total >= record::overhead && take(begin, total, common, replies)) {
                begin += total;
                continue;
            }
            replies.closeBatch();
            return {begin, total, isWhole || total < record::overhead};
        }
    }

private:
    using Replies = SealedReplies<Engine>;

    struct Ends {
        explicit Ends(const SealedHandshake::Agreed &agreed)
            : receiving(agreed.keys.fromInitiator)
            , sending(agreed.keys.fromResponder)
            , maxMessage(std::min(agreed.maxMessage, SealedHandshake::maxMessage))
        { }

        Direction<Engine> receiving;
        Direction<Engine> sending;
        std::size_t maxMessage; ///< an echo must suit both
        std::size_t announced = 0; ///< length of the message that comes in parts
        Buffer message; ///< what has come of it
    };

    Rest agree(Byte *begin, const Byte *end, SealedCommon &common, Buffer &out)
    {
        const auto needed =
            m_handshake ? SealedHandshake::lastLength : SealedHandshake::openingLength;
        if (end - begin < static_cast<std::ptrdiff_t>(needed))
            return {begin, needed};
        const bool goesOn = m_handshake ? admit(begin, out) : open(begin, common, out);
        return {begin + needed, SealedHandshake::lastLength, !goesOn};
    }

    bool open(const Byte *opening, SealedCommon &common, Buffer &out)
    {
        m_handshake = std::make_unique<SealedHandshake>(common.identity);
        std::array<Byte, SealedHandshake::answerLength> answer;
        if (!m_handshake->answer(opening, common.random.take(keyLength), answer.data()))
            return false;
        out.append(answer.data(), answer.size());
        return true;
    }

    bool admit(const Byte *last, Buffer &out)
    {
        const auto agreed = m_handshake->finish(last);
        if (!agreed)
            return false;
        m_handshake.reset();
        m_ends = std::make_unique<Ends>(*agreed);
        std::array<Byte, SealedHandshake::helloLength + record::typeLength> hello;
        SealedHandshake::writeHello(hello.data());
        Replies(m_ends->sending, out)
            .seal(record::Admit, hello.data(), SealedHandshake::helloLength);
        return true;
    }

    // False: the connection is over.
    bool take(Byte *bytes, std::size_t total, SealedCommon &common, Replies &replies)
    {
        const auto length = total - record::headLength - record::tagLength;
        auto *const cipher = bytes + record::headLength;
        auto &message = m_ends->message;
        // The next part goes straight to its place, and its type where the part behind it will be.
        const bool fits = m_ends->announced - message.size() >= length - record::typeLength;
        auto *const body = m_ends->announced > 0 && fits ? message.room(length) : cipher;
        if (!m_ends->receiving.open(cipher, length, body))
            return false;
        return act(body, length - record::typeLength, common, replies);
    }

    bool act(Byte *body, std::size_t length, SealedCommon &common, Replies &replies)
    {
        const bool isInMessage = m_ends->announced > 0;
        switch (body[length]) {
        case record::Message:
            return !isInMessage && echo(body, length, replies);
        case record::Batch:
            return !isInMessage && isBatch(body, length) && echoBatch(body, length, replies);
        case record::Begin:
            return !isInMessage && length == 4 && begin(body, common);
        case record::Part:
            return isInMessage && takePart(body, length, common, replies);
        case record::Ping:
            if (length == 8)
                replies.seal(record::Pong, body, length);
            return length == 8;
        case record::Close:
            if (length == 1)
                replies.seal(record::Close, std::array<Byte, 2>{}.data(), 1);
            return false;
        default:
            return false;
        }
    }

    bool echo(Byte *message, std::size_t length, Replies &replies)
    {
        if (length == 0 || length > m_ends->maxMessage)
            return false;
        replies.add(message, length);
        return true;
    }

    // Checked whole before its first message is delivered, as the specification has it.
    bool isBatch(const Byte *body, std::size_t length) const
    {
        std::size_t at = 0;
        while (length - at > record::headLength) {
            const auto message = record::lengthAt(body + at);
            at += record::headLength + message;
            if (message == 0 || message > m_ends->maxMessage || at > length)
                return false;
        }
        return at == length && length > 0;
    }

    bool echoBatch(Byte *body, std::size_t length, Replies &replies)
    {
        for (std::size_t at = 0; at < length;) {
            const auto message = record::lengthAt(body + at);
            at += record::headLength;
            replies.add(body + at, message);
            at += message;
        }
        return true;
    }

    bool begin(const Byte *body, SealedCommon &common)
    {
        const auto announced = record::lengthAt(body) << 16 | record::lengthAt(body + 2);
        if (announced <= record::maxBody || announced > m_ends->maxMessage)
            return false;
        m_ends->announced = announced;
        if (!common.messages.empty()) {
            m_ends->message.swap(common.messages.back());
            common.messages.pop_back();
        }
        return true;
    }

    bool takePart(const Byte *body, std::size_t length, SealedCommon &common, Replies &replies)
    {
        auto &message = m_ends->message;
        const auto missing = m_ends->announced - message.size();
        if (length == 0 || length > missing || (length < record::minPart && length < missing)
            || body != message.data() + message.size())
            return false;
        message.extend(length);
        if (length < missing)
            return true;
        const bool goesOn = echo(message.data(), m_ends->announced, replies);
        m_ends->announced = 0;
        message.clear();
        common.messages.push_back(std::exchange(message, Buffer()));
        return goesOn;
    }

    std::unique_ptr<SealedHandshake> m_handshake; ///< while it lasts
    std::unique_ptr<Ends> m_ends; ///< after it
};

} // namespace sealcord::floor

// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/agreement.h"
#include "tests/benchmarks/floor/buffer.h"
#include "tests/benchmarks/floor/floorserver.h"

#include <algorithm>
#include <memory>

namespace sealcord::floor {

/// A connection of the classic protocol.
///
/// \a Engine is AES-256-GCM as a library has it:
///     explicit Engine(const Byte *key);
///     void seal(nonce, plain, length, cipher, tag);
///     bool open(nonce, cipher, length, plain, tag); plain may be cipher
template <typename Engine> class ClassicTalk
{
public:
    using Common = Random;

    static constexpr std::size_t receiveLength = 256 * 1024;
    static constexpr std::size_t copiedFront = 16 * 1024;

    Rest answer(Byte *begin, Byte *end, Random &random, Buffer &out)
    {
        if (!m_engine) {
            if (end - begin < std::ptrdiff_t{requestLength})
                return {begin, requestLength};
            if (!answerRequest(begin, random, out))
                return over(end);
            begin += requestLength;
        }
        for (;;) {
            const auto available = static_cast<std::size_t>(end - begin);
            const std::size_t length = available < 4 ? tagLength : lengthOf(begin);
            if (length < tagLength || length > maxMessage + tagLength)
                return over(end);
            const auto total = frameHead + length;
            if (available < total)
                return {begin, total};
            if (!echo(begin, length - tagLength, random, out))
                return over(end);
            begin += total;
        }
    }

private:
    static constexpr std::size_t frameHead = 4 + nonceLength;
    static constexpr std::size_t maxMessage = 16 * 1024 * 1024;

    static Rest over(Byte *end) { return {.begin = end, .needed = 0, .isOver = true}; }

    bool answerRequest(const Byte *request, Random &random, Buffer &out)
    {
        Agreement agreement;
        if (!agree(request, random, agreement))
            return false;
        m_engine = std::make_unique<Engine>(agreement.secret.data());
        auto *response = out.extend(responseLength);
        *response++ = 0x02;
        response = std::ranges::copy(agreement.publicKey, response).out;
        const auto *nonce = random.take(nonceLength);
        response = std::copy_n(nonce, nonceLength, response);
        m_engine->seal(
            nonce, agreement.token.data(), tokenLength, response, response + tokenLength);
        return true;
    }

    static std::size_t lengthOf(const Byte *frame)
    {
        return std::size_t{frame[0]} << 24 | std::size_t{frame[1]} << 16
            | std::size_t{frame[2]} << 8 | frame[3];
    }

    // False: the frame is forged or a goodbye.
    bool echo(Byte *frame, std::size_t length, Random &random, Buffer &out)
    {
        auto *message = frame + frameHead;
        if (!m_engine->open(frame + 4, message, length, message, message + length) || length == 0)
            return false;
        auto *reply = out.extend(frameHead + length + tagLength);
        const auto *nonce = random.take(nonceLength);
        std::memcpy(reply, frame, 4);
        std::memcpy(reply + 4, nonce, nonceLength);
        m_engine->seal(nonce, message, length, reply + frameHead, reply + frameHead + length);
        return true;
    }

    std::unique_ptr<Engine> m_engine; ///< none before the handshake
};

} // namespace sealcord::floor

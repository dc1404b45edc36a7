// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace sealcord {

/// Where keys, tokens and nonces come from. The programs pass SystemRandom; a test passes bytes
/// that it knows.
class RandomSource
{
public:
    virtual ~RandomSource() = default;

    /// Fills \a bytes. False when the generator failed: what \a bytes holds then must not be used.
    [[nodiscard]] virtual bool fill(std::span<std::byte> bytes) = 0;

protected:
    RandomSource() = default;
    RandomSource(const RandomSource &) = default;
    RandomSource &operator=(const RandomSource &) = default;
};

/// Gives back what OpenSSL keeps for the calling thread, the state of its generator among it, and
/// what we keep of OpenSSL's between two handshakes. The last thing that a thread does with it;
/// without this it happens when the thread is gone, which may be after the process has begun to
/// end.
void releaseThreadState() noexcept;

/// OpenSSL's private generator, drawn in bulk: 12 bytes cost 720 ns one by one and 3 ns out of a
/// full pool. Bytes leave the pool once and are wiped behind the reader.
///
/// One per thread: not thread safe. Not across fork(): both processes would draw the same bytes.
class SystemRandom final : public RandomSource
{
public:
    SystemRandom() = default;
    ~SystemRandom() override;
    SystemRandom(const SystemRandom &) = delete;
    SystemRandom &operator=(const SystemRandom &) = delete;

    [[nodiscard]] bool fill(std::span<std::byte> bytes) override;

private:
    template <std::size_t N> void take(std::span<std::byte, N> bytes);

    static constexpr std::size_t poolLength = 4096;

    std::array<std::byte, poolLength> m_pool;
    std::size_t m_used = poolLength;
};

} // namespace sealcord

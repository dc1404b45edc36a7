// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace sealcord::test {

/// How a stream of bytes is cut on its way.
enum class Segmentation {
    Whole, ///< all that is there at once
    SingleBytes,
    PseudoRandom, ///< 1 to 60 bytes, repeatable
};

/// Cuts a stream.
class Segmenter
{
public:
    explicit Segmenter(Segmentation segmentation, std::uint64_t seed = 1)
        : m_segmentation(segmentation)
        , m_state(seed)
    { }

    /// The length of the next segment of a stream that has \a available bytes to show, of which
    /// there is at least one.
    [[nodiscard]] std::size_t next(std::size_t available);

private:
    Segmentation m_segmentation;
    std::uint64_t m_state;
};

} // namespace sealcord::test

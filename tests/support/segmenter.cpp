// SPDX-License-Identifier: MIT
#include "tests/support/segmenter.h"

#include <algorithm>
#include <utility>

namespace sealcord::test {

std::size_t Segmenter::next(std::size_t available)
{
    switch (m_segmentation) {
    case Segmentation::Whole:
        return available;
    case Segmentation::SingleBytes:
        return 1;
    case Segmentation::PseudoRandom:
        m_state = m_state * 6364136223846793005u + 1442695040888963407u;
        return std::min<std::size_t>(available, 1 + (m_state >> 33) % 60);
    }
    std::unreachable();
}

} // namespace sealcord::test

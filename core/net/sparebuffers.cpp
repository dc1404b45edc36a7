// SPDX-License-Identifier: MIT
#include "core/net/sparebuffers.h"

#include <utility>

namespace sealcord {

ByteBuffer SpareBuffers::take()
{
    if (m_buffers.empty())
        return {};
    auto buffer = std::move(m_buffers.back());
    m_buffers.pop_back();
    m_capacity -= buffer.capacity();
    return buffer;
}

void SpareBuffers::giveBack(ByteBuffer buffer)
{
    if (buffer.capacity() == 0 || buffer.capacity() > keptCapacity - m_capacity)
        return;
    buffer.clear();
    m_capacity += buffer.capacity();
    m_buffers.push_back(std::move(buffer));
}

} // namespace sealcord

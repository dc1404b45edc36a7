// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamrecord.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sealcord::sealed {

StreamRecord::StreamRecord(const StreamOrder &order)
{
    std::visit([this](const auto &said) { put(said); }, order);
}

void StreamRecord::add(std::uint32_t number)
{
    toBigEndian(number, std::span(m_body).subspan(m_length).first<sizeof number>());
    m_length += sizeof number;
}

void StreamRecord::put(const OpenStream &open)
{
    assert(open.target.size() <= longestTarget);
    m_type = RecordType::Open;
    add(open.window);
    std::ranges::copy(open.target, m_body.begin() + openHead);
    m_length += open.target.size();
    add(open.number);
}

void StreamRecord::put(const GrantCredit &grant)
{
    m_type = RecordType::Window;
    add(grant.credit);
    add(grant.number);
}

void StreamRecord::put(const EndStream &end)
{
    m_type = RecordType::End;
    add(end.number);
}

// An END with a reason is a reset.
void StreamRecord::put(const ResetStream &reset)
{
    m_type = RecordType::End;
    m_body[m_length++] = std::byte{std::to_underlying(reset.reason)};
    add(reset.number);
}

} // namespace sealcord::sealed

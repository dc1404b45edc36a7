// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QByteArray>

#include <cstddef>
#include <memory>
#include <span>

namespace sealcord {

/// Bytes that live as long as anybody has a part in their memory, as those of a message do.
class Content
{
public:
    explicit Content(const QByteArray &bytes)
        : m_bytes(std::make_shared<const QByteArray>(bytes))
    { }

    [[nodiscard]] std::span<const std::byte> bytes() const
    {
        return std::as_bytes(std::span(*m_bytes));
    }
    [[nodiscard]] TrafficMemory memory() const { return m_bytes; }

private:
    std::shared_ptr<const QByteArray> m_bytes;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

class Connection;

/// What is sent on \a connection while one lives leaves together, in one write at its end. Nothing
/// is read meanwhile. For a short time, within one function, on the connection's thread.
///
/// All connections of a thread share a send buffer, so batches nest: while one lives, nothing is
/// sent on another connection that has a batch, or a read, around it.
class SendBatch
{
public:
    explicit SendBatch(Connection &connection);
    ~SendBatch();
    SendBatch(const SendBatch &) = delete;
    SendBatch &operator=(const SendBatch &) = delete;

private:
    friend class Connection;

    Connection *m_connection; // null within another batch of the same connection
    std::size_t m_from;
    bool m_isReadingResumed = false; // meanwhile: to be made up for
};

} // namespace sealcord

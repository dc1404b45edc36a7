// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/topkey.h"
#include "console/top/toptext.h"
#include "core/net/tap/tap.h"
#include "core/recording/reading/recordedrow.h"

#include <QString>

#include <cstddef>
#include <deque>
#include <string_view>

namespace sealcord {

/// What one agent and its server say to each other while somebody looks, the newest at the end.
class TopMessages
{
public:
    static constexpr std::size_t mostKept = 2000; ///< messages and events
    static constexpr qsizetype longestText = 1000; ///< characters of one that are kept

    explicit TopMessages(ConnectionId connection)
        : m_connection(connection)
    { }

    [[nodiscard]] ConnectionId connection() const { return m_connection; }

    /// The server tells them from now on.
    void begin() { m_hasBegun = true; }
    /// \a record is a line of a subscription. What no list shows is passed over.
    void take(std::string_view record);

    /// Whether \a key was for the list: it scrolls it, by \a page lines, and stays there until it
    /// is at the end again.
    bool press(const TopKey &key, int page);

    /// The last of them, or those scrolled to.
    [[nodiscard]] TopLines lines(const TopSize &size, TopCharset charset);

private:
    const ConnectionId m_connection;
    RecordedRows m_rows{Role::Server};
    bool m_hasBegun = false;
    std::deque<TopLine> m_kept; // of any width
    std::ptrdiff_t m_fromEnd = 0; // so many lines are below those on the screen
};

} // namespace sealcord

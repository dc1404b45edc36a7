// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/toptext.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace sealcord {

/// The streams of one connection, from a server's answers to `streams`, one after another.
class TopStreams
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a streams is such an answer, which came at \a now. What is none of its members counts as
    /// missing.
    void take(const QByteArray &streams, Clock::time_point now);

    /// Titles and streams, the busiest first, in \a size.rows lines at most, of which the last says
    /// how many more there are; none where there is no stream.
    [[nodiscard]] TopLines lines(const TopSize &size, TopCharset charset) const;

private:
    struct Stream {
        quint64 number = 0;
        QString target; ///< printable, as the state
        quint64 bytesIn = 0;
        quint64 bytesOut = 0;
        double rate = 0; ///< bytes per second both ways, since the answer before
        std::chrono::milliseconds age{};
        QString state;
    };

    std::vector<Stream> m_streams;
    quint64 m_unlisted = 0; // that the answer had no room for
    std::optional<Clock::time_point> m_taken;
};

} // namespace sealcord

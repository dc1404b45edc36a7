// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace sealcord {

/// Tells when the next of several things is due, each so long after the one before. One that comes
/// late does not make the next ones later.
///
/// Belongs to one thread, which runs an event loop.
class DueTimer final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    explicit DueTimer(QObject *parent = nullptr);

    void begin(); ///< the first is due now
    /// The next is due \a pause after the last one was. Less than nothing, where a clock was set
    /// back between the two, is nothing.
    void advance(Clock::duration pause);
    [[nodiscard]] Clock::duration left() const { return m_due - Clock::now(); } ///< until it is due
    [[nodiscard]] bool isDue() const { return left() <= Clock::duration(0); }
    void wait(); ///< says due() once, when it is, and never before this returns
    void stop(); ///< waits no more

Q_SIGNALS:
    void due();

private:
    void look();

    QTimer m_timer;
    Clock::time_point m_due;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace sealcord {

class Log;

/// Categories for what is said through Qt: qCWarning(serverLog) << ...
Q_DECLARE_LOGGING_CATEGORY(serverLog)
Q_DECLARE_LOGGING_CATEGORY(agentLog)

/// While it lives, what is said through Qt (qWarning(), categories, Qt's own complaints) goes to a
/// log, a warning that is repeated once. What Qt says of a system where nothing is wrong, as of its
/// fonts, has the level Debug. One at a time in a process; made and destroyed on the main thread.
class QtMessages
{
public:
    /// \a log must outlive this.
    explicit QtMessages(Log &log);
    ~QtMessages();
    QtMessages(const QtMessages &) = delete;
    QtMessages &operator=(const QtMessages &) = delete;

private:
    QtMessageHandler m_previous;
};

} // namespace sealcord

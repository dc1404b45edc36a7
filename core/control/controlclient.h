// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlhandler.h"
#include "core/control/controllimits.h"
#include "core/control/linesplitter.h"

#include <QLocalSocket>
#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <memory>
#include <string>

namespace sealcord {

/// One program that asks through a control socket. Its requests are handled one after another, each
/// when the one before is answered and the answers have been taken, so that what it can make this
/// end keep is bounded.
///
/// Belongs to the thread of its socket.
class ControlClient final : public QObject
{
    Q_OBJECT

public:
    /// Becomes the owner of \a socket, which is connected. \a handler outlives it.
    ControlClient(QLocalSocket *socket, ControlHandler &handler, const ControlLimits &limits,
        QObject *parent = nullptr);

    /// Begins to read. ended() may come before this returns.
    void start();

    /// Tells it \a what is wrong, as the last thing, and reads no more. \a why: see dropped().
    void refuse(const QString &what, const QString &why);

Q_SIGNALS:
    /// It is dropped, \a why, in words that follow its name. ended() comes too, once it is gone.
    void dropped(const QString &why);
    void ended();

private:
    void advance();
    [[nodiscard]] bool takeBytes();
    void take(std::string_view line);
    void answer(const ControlAnswer &answer);
    void subscribe(const ControlRequest &request);
    void unsubscribe(const ControlRequest &request);
    void tellRecords();
    void drop(const ControlAnswer &last, const QString &why);
    void watchOwed();
    void giveUp();

    ControlHandler &m_handler;
    const ControlLimits m_limits;
    QLocalSocket *m_socket; // a child
    LineSplitter m_lines;
    QTimer m_readDeadline; // runs while something is owed
    std::map<quint64, std::unique_ptr<ControlStream>> m_streams; // by their requests
    quint64 m_lastTold = 0; // of them
    QTimer m_pulse; // runs while there are any
    std::string m_records; // of one stream, that are on their way
    std::string m_told; // the same, as lines
    bool m_isAdvancing = false;
    bool m_awaitsReply = false;
    bool m_isLeaving = false; // told the last thing
};

} // namespace sealcord

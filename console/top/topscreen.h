// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/topkey.h"
#include "console/top/topmessages.h"
#include "console/top/topstreams.h"
#include "console/top/toptable.h"
#include "console/top/toptext.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>
#include <string_view>

namespace sealcord {

/// What somebody at the screen wants of whoever runs it.
struct TopWish {
    enum class Kind : quint8 {
        Leave,
        Kick, ///< `connection`
        Follow, ///< the messages of `connection`, for takeMessage(), in place of another's
        Unfollow,
    };

    Kind kind = Kind::Leave;
    ConnectionId connection = 0;
};

/// What `sealcord top` shows, and what its keys do. It knows neither a terminal nor a socket.
class TopScreen
{
public:
    explicit TopScreen(TopCharset charset)
        : m_charset(charset)
    { }

    /// The server's answers to `status` and `clients`, which came at \a now.
    void takeStatus(const QByteArray &status);
    void takeClients(const QByteArray &clients, TopAgents::Clock::time_point now);
    /// The same to `streams` of a \a connection, which somebody may have ceased to follow.
    void takeStreams(
        ConnectionId connection, const QByteArray &streams, TopStreams::Clock::time_point now);
    /// The messages that somebody follows are told from now on, each a line of a subscription.
    void beginMessages();
    void takeMessage(std::string_view record);
    /// The server at \a path has gone, and nothing is known of it until it answers there.
    void loseServer(const QString &path);
    /// Stands there until a key is pressed.
    void say(const QString &notice) { m_notice = notice; }

    /// Whose messages are followed; nothing: nobody's.
    [[nodiscard]] std::optional<ConnectionId> followed() const;

    /// What \a key brings about outside; nothing: no more than another screen.
    [[nodiscard]] std::optional<TopWish> press(const TopKey &key, const TopSize &size);

    /// The whole screen: \a size.rows lines of \a size.columns cells.
    [[nodiscard]] TopLines lines(const TopSize &size);

private:
    enum class Mode : quint8 { Table, Filter, Kick, Help };

    struct Server {
        QString address;
        QString version;
        QString protocol;
        quint64 maxConnections = 0;
    };

    [[nodiscard]] std::optional<TopWish> pressInTable(const TopKey &key, int page);
    [[nodiscard]] std::optional<TopWish> pressInQuestion(const TopKey &key);
    void pressInFilter(const TopKey &key);
    [[nodiscard]] TopLine stateLine() const;
    [[nodiscard]] QString countLine() const;
    [[nodiscard]] TopLines agentLines() const;
    [[nodiscard]] TopLine lastLine() const;
    [[nodiscard]] TopLines body(const TopSize &size);
    [[nodiscard]] TopLines streamLines(const TopSize &size) const;
    [[nodiscard]] static TopSize bodySize(const TopSize &size);

    const TopCharset m_charset;
    Mode m_mode = Mode::Table;
    TopTable m_table;
    std::optional<TopMessages> m_messages; // there: they stand in place of the table
    TopStreams m_streams; // of the same connection
    std::optional<Server> m_server;
    QString m_lostAt; // where the server was; empty: it is
    QString m_notice;
    TopAgent m_asked; // whom the question of Kick is about
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlmessage.h"
#include "core/control/linesplitter.h"
#include "core/control/localpeer.h"

#include <QLocalSocket>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sealcord {

/// Asks a running server through its control socket, and follows what happens there, for as long as
/// wanted: where the server goes it is waited for, and asked again from the beginning.
///
/// Belongs to a thread with an event loop, and never blocks it. What a server says is bounded: a
/// line of more than `longestLine` ends the connection to it.
class ControlLink final : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 {
        Closed, ///< nobody wants it
        Connecting,
        Connected,
        Waiting, ///< for the server, see errorString(); tried again each `retryInterval`
    };
    static constexpr std::size_t longestLine = std::size_t{64} * 1024 * 1024;
    static constexpr auto retryInterval = std::chrono::seconds(1);

    /// What was asked for: JSON, or why not, for a person.
    using Answer = std::function<void(const std::expected<std::string, std::string> &result)>;
    using TakeRecord = std::function<void(std::string_view record)>;

    explicit ControlLink(QObject *parent = nullptr);
    ~ControlLink() override;

    void open(const QString &path); ///< only when Closed
    void close();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Which program listens there, where that is connected.
    [[nodiscard]] std::optional<LocalPeer> listener() const;
    /// Why there is no connection to it.
    [[nodiscard]] const QString &errorString() const { return m_errorString; }

    /// Reads nothing until it is to go on: who tells more than is taken keeps it.
    void setPaused(bool isPaused);

    /// Asks for \a command. \a answer is called once, unless this is closed before; where the
    /// server goes before, with that. Only when Connected.
    void request(std::string_view command, const AddMembers &add, Answer answer);
    /// The same for "subscribe", after whose answer \a take is called with each record until the
    /// connection ends.
    void subscribe(const AddMembers &add, Answer answer, TakeRecord take);

Q_SIGNALS:
    void stateChanged();

private:
    void attempt();
    void setState(State state);
    void lose(const QString &why);
    void readLines();
    [[nodiscard]] bool take(std::string_view line);

    State m_state = State::Closed;
    QString m_path;
    QString m_errorString;
    QLocalSocket m_socket;
    bool m_isPaused = false;
    QTimer m_retry;
    LineSplitter m_lines{longestLine};
    quint64 m_last = 0; // request
    std::map<quint64, Answer> m_asked;
    std::map<quint64, TakeRecord> m_followed; // by the requests
};

/// Why \a socket is not, or no longer, connected to a server: for a person.
[[nodiscard]] QString whyNotConnected(const QLocalSocket &socket);

} // namespace sealcord

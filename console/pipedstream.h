// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <atomic>
#include <expected>
#include <memory>
#include <thread>

namespace sealcord {

class Agent;

/// Standard input and output as one stream to a target. Each is copied by a thread of its own to
/// and from a socket that the stream carries: a file cannot be waited for, and a terminal or a full
/// pipe keeps nobody else waiting so.
class PipedStream final : public QObject
{
    Q_OBJECT

public:
    /// \a agent outlives it. An error for a person where the system has no sockets or threads.
    [[nodiscard]] static std::expected<std::unique_ptr<PipedStream>, QString> open(
        Agent &agent, const QString &target);
    ~PipedStream() override;

    /// Whether the stream came to nothing, or was cut off. In finished().
    [[nodiscard]] bool wasReset() const { return *m_wasReset; }
    /// The errno for which standard output does not have all that came, or 0. In finished().
    [[nodiscard]] int outputError() const { return m_outputError; }

Q_SIGNALS:
    /// Standard output has all that the target said, or takes no more.
    void finished();

private:
    PipedStream(int socket, int wakeup)
        : m_socket(socket)
        , m_wakeup(wakeup)
    { }

    void copyIn() const;
    void copyOut();

    const int m_socket; // blocking
    const int m_wakeup; // readable: the threads are to end
    // The agent's too, which may outlive this and end the stream later.
    const std::shared_ptr<bool> m_wasReset = std::make_shared<bool>(false);
    int m_outputError = 0; // the copying thread's until finished()
    std::jthread m_in;
    std::jthread m_out;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <span>

namespace sealcord {

/// Standard output for data, without waiting for whoever reads it: what cannot be written now is
/// kept, and it is for the caller to stop producing more.
///
/// The descriptor stays in blocking mode, since other processes may share it and the mode with it.
/// A pipe or a terminal is opened anew, for us alone, in non-blocking mode. What cannot be opened
/// anew (a socket) is asked first, and then given no more than a pipe takes without blocking
/// (PIPE_BUF).
class StandardOutput final : public QObject
{
    Q_OBJECT

public:
    explicit StandardOutput(QObject *parent = nullptr);
    ~StandardOutput() override;

    void write(std::span<const std::byte> bytes);
    [[nodiscard]] bool hasPending() const { return !m_hasFailed && m_written < m_pending.size(); }

Q_SIGNALS:
    /// All that was pending is written.
    void drained();
    /// Nobody will ever read what is left.
    void failed(const QString &why);

private:
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] std::size_t writeSome(std::span<const std::byte> bytes);
    void writePending();

    int m_descriptor;
    QSocketNotifier m_notifier;
    ByteBuffer m_pending;
    std::size_t m_written = 0; // of what is pending
    bool m_mayBlock;
    bool m_hasFailed = false;
};

} // namespace sealcord

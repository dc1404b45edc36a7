// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"
#include "core/trust/trusterror.h"
#include "widgets/parts/backgroundwork.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QTimer>

#include <expected>
#include <memory>
#include <optional>

namespace sealcord {

class ConnectionModel;

/// Remembers an AgentBook from one run to the next, in a file that only its owner can read. A
/// thread of its own reads it at the beginning, and writes it a moment after something has changed;
/// what changed last is written when this goes. Two programs with one file do not merge: who writes
/// last wins.
class AgentMemory final : public QObject
{
    Q_OBJECT

public:
    /// Reads \a path; empty: nothing is remembered. What is wrong with the file is told as a
    /// warning of Qt; one that cannot be read is left as it is, and nothing is remembered.
    /// \a connections outlives this.
    AgentMemory(const QString &path, const ConnectionModel &connections, QObject *parent = nullptr);
    ~AgentMemory() override;

    /// What happened: the book is told, once the file has been read. The connections have been told
    /// already.
    void take(const TrafficBatch &batch);
    /// AgentBook::listen().
    void listen(RecordTime now) { m_book.listen(m_connections, now); }

    [[nodiscard]] AgentBook &book() { return m_book; }

private:
    using Content = std::expected<std::optional<QByteArray>, TrustError>;

    void begin(const Content &content);
    void load(const Content &content);
    void write();

    QString m_path; // empty: nothing is remembered
    const ConnectionModel &m_connections;
    AgentBook m_book;
    bool m_isReading = false;
    TrafficBatch m_early; // what happened meanwhile
    bool m_isChanged = false; // since the last writing began
    bool m_isFaultTold = false;
    QTimer m_due;
    std::unique_ptr<BackgroundWork> m_work;
};

} // namespace sealcord

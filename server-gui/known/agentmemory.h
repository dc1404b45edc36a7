// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"
#include "widgets/parts/backgroundwork.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>

namespace sealcord {

/// Remembers an AgentBook from one run to the next, in a file that only its owner can read. It is
/// written by a thread of its own, a moment after something has changed, and when this goes. Two
/// programs with one file do not merge: who writes last wins.
class AgentMemory final : public QObject
{
    Q_OBJECT

public:
    /// Reads \a path; empty: nothing is remembered. What is wrong with the file is told as a
    /// warning of Qt.
    explicit AgentMemory(const QString &path, QObject *parent = nullptr);
    ~AgentMemory() override;

    [[nodiscard]] AgentBook &book() { return m_book; }

private:
    void load();
    void write();

    const QString m_path;
    AgentBook m_book;
    bool m_isChanged = false; // since the last writing began
    bool m_isFaultTold = false;
    QTimer m_due;
    std::unique_ptr<BackgroundWork> m_work;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordingloader.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <optional>

namespace sealcord {

class WatchDesk;

/// Reads the conversations of a recording from its file, whatever stretch of that a list has, and
/// whatever its filter: from the beginning, or of a long recording from well before the row that
/// was chosen. On another thread.
class RecordedConversation final : public QObject
{
    Q_OBJECT

public:
    /// Of the recording at \a path, in which \a survey finds places; \a desk shows them. Both
    /// outlive this.
    RecordedConversation(const QString &path, const RecordingLoader &survey, WatchDesk &desk);

Q_SIGNALS:
    void failed(const QString &why);

private:
    void read(ConnectionId connection, quint64 number);
    void show(const TrafficBatch &batch);

    const QString m_path;
    const RecordingLoader &m_survey;
    WatchDesk &m_desk;
    std::optional<RecordingPlace> m_from; // none: the beginning
    quint64 m_number = 0; // of the row that was chosen
    std::size_t m_turnsBehind = 0; // that were read behind it
    std::size_t m_bytesBehind = 0; // in them
    RecordingLoader m_loader;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"
#include "core/traffic/filter/filter.h"

#include <QString>

#include <cstddef>

namespace sealcord {

/// Reads a recording from its beginning to its end for an export, and tells the person what of it
/// cannot be read.
class RecordingRun
{
public:
    /// So many damaged lines are told one by one.
    static constexpr quint64 mostTold = 5;

    /// \a command, "sealcord show", stands in front of what is told.
    RecordingRun(RecordingReader reader, Filter filter, QString command);

    enum class Progress { More, AtEnd };
    /// Reads up to \a most lines, and gives those that pass the filter to \a target. The error says
    /// why that cannot go on.
    [[nodiscard]] std::expected<Progress, std::string> read(
        RecordingExport &target, std::size_t most);
    /// Nothing more is read: tells what was left to tell.
    void finish();

    /// Whether something of what was read is damaged, or cut off where it ended.
    [[nodiscard]] bool isDamaged() const { return m_damaged > 0 || m_isCutOff; }
    [[nodiscard]] RecordingReader &reader() { return m_reader; }

    /// Tells the person.
    void tell(const QString &what) const;

private:
    [[nodiscard]] bool passes() const;
    void countDamaged(quint64 line, const std::string &why);

    RecordingReader m_reader;
    RecordedRows m_rows;
    const Filter m_filter;
    const QString m_command;
    quint64 m_damaged = 0; // lines
    quint64 m_cutOffLine = 0;
    bool m_isCutOff = false; // as far as it was read
};

} // namespace sealcord

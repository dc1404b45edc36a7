// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/recordingexport.h"
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"
#include "core/traffic/filter/filter.h"

#include <QString>

#include <cstddef>
#include <functional>

namespace sealcord {

/// Reads a recording from its beginning to its end for an export, and tells what of it cannot be
/// read.
class RecordingRun
{
public:
    /// So many damaged lines are told one by one.
    static constexpr quint64 mostTold = 5;

    /// Takes what is told to a person: "damaged in line 3: ...". Of which file, it has to say.
    using Tell = std::function<void(const QString &what)>;

    RecordingRun(RecordingReader reader, Filter filter, Tell tell);

    enum class Progress { More, AtEnd };
    /// Reads up to \a most lines, and gives those that pass the filter to \a target. The error says
    /// why that cannot go on.
    [[nodiscard]] std::expected<Progress, std::string> read(
        RecordingExport &target, std::size_t most);
    /// Nothing more is read: tells what was left to tell.
    void finish();

    /// Whether something of what was read is damaged, or cut off where it ended.
    [[nodiscard]] bool isDamaged() const { return m_damaged > 0 || m_isCutOff; }
    /// Those of them that were left out.
    [[nodiscard]] quint64 damagedLines() const { return m_damaged; }
    [[nodiscard]] bool isCutOff() const { return m_isCutOff; }
    [[nodiscard]] RecordingReader &reader() { return m_reader; }

    void tell(const QString &what) const { m_tell(what); }

private:
    [[nodiscard]] bool passes() const;
    void countDamaged(quint64 line, const std::string &why);

    RecordingReader m_reader;
    RecordedRows m_rows;
    const Filter m_filter;
    const Tell m_tell;
    quint64 m_damaged = 0; // lines
    quint64 m_cutOffLine = 0;
    bool m_isCutOff = false; // as far as it was read
};

} // namespace sealcord

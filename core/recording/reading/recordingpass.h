// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/loadedrecording.h"
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"
#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficlimits.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>

namespace sealcord {

/// One run through a recording, part by part. Belongs to one thread.
class RecordingPass
{
public:
    virtual ~RecordingPass() = default;

    /// What follows, as much as one can take at once: what is first to be seen comes soon, and
    /// nobody who takes it is held up. It is shorter where \a end wants that.
    [[nodiscard]] RecordingPart next(const std::stop_token &end);

protected:
    /// From \a from on; none: the first line behind the head.
    RecordingPass(RecordingReader reader, const std::optional<RecordingPlace> &from);

    /// Looks at the line that was read; false: it is not wanted, nor is what follows.
    [[nodiscard]] virtual bool take(const RecordedLine &line) = 0;
    virtual void endPart() { } ///< adds what is said of the part as a whole

    [[nodiscard]] const RecordedRows &rows() const { return m_rows; }
    [[nodiscard]] LoadedRecording &loaded() { return m_loaded; }
    void fail(const QString &why); ///< nothing of it is read
    [[nodiscard]] RecordingPart &part() { return m_part; }
    void add(TrafficRow row); ///< to the part

private:
    void read(const RecordedLine &line);
    void read(const DamagedLine &line);
    void read(const CutOffLine & /*line*/) { m_loaded.isOver = m_loaded.isCutOff = true; }
    void read(const EndOfRecording & /*end*/) { m_loaded.isOver = true; }
    void countDamaged(quint64 line);
    [[nodiscard]] RecordingPlace here() const;

    RecordingReader m_reader;
    RecordedRows m_rows;
    LoadedRecording m_loaded;
    RecordingPart m_part;
    RecordingPlace m_place; // of the line under way
    TrafficRow::Clock::time_point m_time; // of the last row
    std::size_t m_bytes = 0; // in the part
};

/// All of it but its messages: what became of connections, events, marks, how much there is and
/// where its parts begin.
[[nodiscard]] std::unique_ptr<RecordingPass> surveyOf(RecordingReader reader);

/// Rows of a recording that a list has room for.
struct RecordingStretch {
    std::optional<RecordingReader::FileId> file =
        {}; ///< that it is of; none: whatever has the name
    std::optional<RecordingPlace> from; ///< none: the beginning
    Filter filter; ///< gaps are there whatever it wants
    TrafficLimits limits; ///< it ends before there are more, but not before the first
};

/// Those rows.
[[nodiscard]] std::unique_ptr<RecordingPass> passThrough(
    RecordingReader reader, const RecordingStretch &stretch);

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/recording/export/recordingrun.h"

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

RecordingRun::RecordingRun(RecordingReader reader, Filter filter, Tell tell)
    : m_reader(std::move(reader))
    , m_rows(m_reader.role())
    , m_filter(std::move(filter))
    , m_tell(std::move(tell))
{ }

std::expected<RecordingRun::Progress, std::string> RecordingRun::read(
    RecordingExport &target, std::size_t most)
{
    for (std::size_t i = 0; i < most; ++i) {
        const auto next = m_reader.next();
        if (const auto *cut = std::get_if<CutOffLine>(&next)) {
            m_isCutOff = true;
            m_cutOffLine = cut->number;
            return Progress::AtEnd;
        }
        m_isCutOff = false;
        if (std::holds_alternative<EndOfRecording>(next))
            return Progress::AtEnd;
        if (const auto *damaged = std::get_if<DamagedLine>(&next)) {
            countDamaged(damaged->number, damaged->text);
            continue;
        }
        const auto &line = std::get<RecordedLine>(next);
        if (const auto taken = m_rows.take(m_reader, line); !taken)
            countDamaged(line.number, taken.error());
        else if (passes()) {
            if (auto added = target.add(m_reader, line, m_rows); !added)
                return std::unexpected(std::move(added.error()));
        }
    }
    return Progress::More;
}

// What is missing is said whatever is asked for. What no list shows is nothing that a filter asks
// for.
bool RecordingRun::passes() const
{
    const auto *const row = m_rows.row();
    if (m_filter.isEmpty() || (row && row->kind == TrafficRow::Kind::Gap))
        return true;
    return row && m_filter.matches(*row);
}

void RecordingRun::countDamaged(quint64 line, const std::string &why)
{
    if (++m_damaged <= mostTold)
        tell(u"damaged in line %1: %2"_s.arg(line).arg(QString::fromStdString(why)));
}

void RecordingRun::finish()
{
    if (m_damaged > mostTold)
        tell(u"%1 damaged lines in all, which are left out"_s.arg(m_damaged));
    if (m_isCutOff)
        tell(u"cut off in line %1: what stands before it is good"_s.arg(m_cutOffLine));
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "widgets/traffic/trafficdelegate.h"

#include "core/traffic/models/messagepreview.h"
#include "core/traffic/models/trafficfind.h"
#include "widgets/look/accents.h"

#include <QPalette>

#include <algorithm>

namespace sealcord {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t mostBytesLit = 1024; ///< of a message's beginning: more is not in sight
constexpr std::size_t mostRangesLit = 16;

QColor rowColor(const TrafficRow &row, const Accents &accents)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return accents.dimmed;
    switch (row.level) {
    case EventLevel::Info:
        break;
    case EventLevel::Warning:
        return accents.warning;
    case EventLevel::Error:
        return accents.error;
    }
    return row.kind == TrafficRow::Kind::Notice ? accents.dimmed : QColor();
}

bool isFixedPitch(int column)
{
    return column == TrafficModel::Time || column == TrafficModel::ConnectionColumn
        || column == TrafficModel::Preview;
}

} // namespace

TrafficDelegate::TrafficDelegate(const TrafficModel &model, QObject *parent)
    : ListDelegate(parent)
    , m_model(model)
{ }

QString TrafficDelegate::text(const QModelIndex &index) const
{
    const TrafficRow &row = m_model.row(index.row());
    if (row.kind == TrafficRow::Kind::Gap)
        return index.siblingAtColumn(TrafficModel::Preview).data().toString();
    QString text = ListDelegate::text(index);
    if (index.column() == TrafficModel::Preview)
        return markPrefix(row) + text;
    if (index.column() == TrafficModel::DirectionColumn && row.kind == TrafficRow::Kind::Message
        && row.direction == Direction::Out && m_isWaiting && m_isWaiting(row))
        return tr("%1, waiting", "a direction: sent, but not yet taken by the system").arg(text);
    return text;
}

/// An event's, which is read as words, and takes less room so.
static bool isSentence(const TrafficRow &row, int column)
{
    return row.kind == TrafficRow::Kind::Notice && column == TrafficModel::Preview;
}

CellLook TrafficDelegate::look(
    const QModelIndex &index, const QString &text, const QPalette &palette) const
{
    Q_UNUSED(text)
    const TrafficRow &row = m_model.row(index.row());
    const Accents accents = accentsFor(palette);
    CellLook look;
    look.text = rowColor(row, accents);
    look.isWholeRow = row.kind == TrafficRow::Kind::Gap;
    if (row.kind == TrafficRow::Kind::Gap)
        return look; // in one font, whatever the cells that draw their parts of it
    look.isFixedPitch = isFixedPitch(index.column()) && !isSentence(row, index.column());
    if (index.column() == TrafficModel::DirectionColumn && isPlaintext(row))
        look.text = row.direction == Direction::In ? accents.in : accents.out;
    if (m_model.isMarked(row.number))
        look.background = accents.barTint;
    if (index.column() == TrafficModel::Preview)
        look.lit = lit(row, markPrefix(row).size());
    return look;
}

QString TrafficDelegate::markPrefix(const TrafficRow &row) const
{
    if (!m_model.isMarked(row.number))
        return {};
    const QString note = m_model.note(row.number);
    return note.isEmpty() ? u"◆  "_s : u"◆ %1   "_s.arg(note);
}

QList<TextRange> TrafficDelegate::lit(const TrafficRow &row, qsizetype prefix) const
{
    if (!isPlaintext(row))
        return {}; // an event is shown as a sentence that is made of it
    const auto content = row.content.first(qMin(row.content.size(), mostBytesLit));
    std::vector<ContentRange> ranges = m_model.filter().highlights(content, mostRangesLit);
    if (!m_needle.isEmpty()) {
        const FindPattern pattern{m_needle, false};
        std::size_t at = find(content, pattern, 0);
        while (at < content.size() && ranges.size() < 2 * mostRangesLit) {
            ranges.push_back({at, std::size_t(m_needle.size())});
            at = find(content, pattern, at + std::size_t(m_needle.size()));
        }
        std::ranges::sort(ranges, {}, &ContentRange::offset);
    }
    QList<TextRange> lit;
    MessagePreview preview(content, qsizetype(mostBytesLit));
    std::size_t litEnd = 0;
    for (const ContentRange &range : ranges) { // what a byte becomes in the preview differs
        const auto begin = std::max(range.offset, litEnd);
        const auto end = std::max(range.offset + range.length, litEnd);
        const auto place = preview.place(begin);
        lit.append({prefix + place, preview.place(end) - place});
        litEnd = end;
    }
    return lit;
}

} // namespace sealcord

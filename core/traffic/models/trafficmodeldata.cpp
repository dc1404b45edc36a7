// SPDX-License-Identifier: MIT
// What TrafficModel shows of its rows, and their marks.
#include "core/traffic/models/trafficcells.h"
#include "core/traffic/models/trafficmodel.h"

#include <QModelIndex>
#include <QObject>
#include <QString>
#include <QVariant>

#include <iterator>

namespace sealcord {

using namespace Qt::StringLiterals;

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size()) + gapRows();
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Preview + 1;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const auto &shown = row(index.row());
    const auto column = static_cast<Column>(index.column());
    const auto context = [&] { return CellContext{m_timeFormat, m_start, previous(index.row())}; };
    switch (role) {
    case Qt::DisplayRole:
        return cellText(shown, column, context());
    case Qt::ToolTipRole:
        return toolTip(shown, column, cellToolTip(shown, column, context()));
    case Qt::AccessibleTextRole: {
        const auto text = cellAccessibleText(shown, column, context());
        return column == Number && isMarked(shown.number) ? tr("%1, marked").arg(text) : text;
    }
    case Qt::TextAlignmentRole: {
        const auto isFigure =
            column == Number || column == Time || column == SincePrevious || column == Length;
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    case RowRole:
        return QVariant::fromValue(&shown);
    case MarkRole:
        return isMarked(shown.number);
    case NoteRole:
        return note(shown.number);
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > Preview)
        return {};
    if (role == Qt::DisplayRole)
        return columnTitle(static_cast<Column>(section));
    return {};
}

QString TrafficModel::toolTip(const TrafficRow &row, Column column, const QString &text) const
{
    const auto noted = note(row.number);
    return column != Number || noted.isEmpty()
        ? text
        : u"<p>"_s + text.toHtmlEscaped() + u"</p><p>"_s + noted.toHtmlEscaped() + u"</p>"_s;
}

const TrafficRow *TrafficModel::previous(int index) const
{
    while (--index >= 0) {
        const auto &before = row(index);
        if (before.kind != TrafficRow::Kind::Gap)
            return &before;
    }
    return nullptr;
}

void TrafficModel::setTimeFormat(TimeFormat format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (const auto rows = rowCount({}); rows > 0)
        Q_EMIT dataChanged(index(0, Time), index(rows - 1, Time));
}

void TrafficModel::setMark(quint64 number, const QString &note)
{
    m_marks.insert_or_assign(number, note);
    if (const auto place = shownAt(number); place >= 0)
        rowChanged(place);
}

void TrafficModel::removeMark(quint64 number)
{
    m_marks.erase(number);
    if (const auto place = shownAt(number); place >= 0)
        rowChanged(place);
}

bool TrafficModel::isMarked(quint64 number) const
{
    return m_marks.contains(number);
}

QString TrafficModel::note(quint64 number) const
{
    const auto mark = m_marks.find(number);
    return mark == m_marks.end() ? QString() : mark->second;
}

int TrafficModel::nextMark(int index, bool forward) const
{
    const auto from = index >= 0 && index < rowCount({}) ? row(index).number : 0;
    if (forward) {
        for (auto mark = m_marks.upper_bound(from); mark != m_marks.end(); ++mark) {
            if (const auto place = shownAt(mark->first); place >= 0)
                return place;
        }
        return -1;
    }
    for (auto mark = std::make_reverse_iterator(m_marks.lower_bound(from)); mark != m_marks.rend();
        ++mark) {
        if (const auto place = shownAt(mark->first); place >= 0)
            return place;
    }
    return -1;
}

int TrafficModel::shownAt(quint64 number) const
{
    const auto place = indexOf(number);
    return place >= 0 && row(place).number == number ? place : -1;
}

void TrafficModel::rowChanged(int place)
{
    Q_EMIT dataChanged(index(place, 0), index(place, Preview));
}

} // namespace sealcord

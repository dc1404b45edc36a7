// SPDX-License-Identifier: MIT
#include "widgets/traffic/messagepair.h"

#include "core/traffic/models/trafficmodel.h"
#include "widgets/list/listview.h"

#include <QAction>
#include <QItemSelectionModel>

namespace sealcord {

MessagePair::MessagePair(
    const TrafficModel &model, const ListView &list, QAction &compare, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_list(list)
    , m_compare(compare)
{
    connect(&m_model, &TrafficModel::dataChanged, this, &MessagePair::update); // a mark
    connect(&m_model, &TrafficModel::countsChanged, this, &MessagePair::update);
    connect(&m_model, &TrafficModel::filterProgressed, this, &MessagePair::update);
    connect(&m_model, &TrafficModel::modelReset, this, &MessagePair::update);
    connect(m_list.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &MessagePair::update);
    connect(&m_compare, &QAction::triggered, this, [this] {
        update(); // rows may have come or gone since
        if (m_rows)
            Q_EMIT chosen(m_rows->first, m_rows->second);
    });
    update();
}

void MessagePair::update()
{
    const auto [rows, count] = marked();
    m_rows = selected();
    if (!m_rows && count == 2)
        m_rows = rows;
    m_compare.setEnabled(m_rows.has_value());
    if (m_rows)
        m_compare.setToolTip(tr("Shows them side by side, with what differs lit"));
    else if (count > 2)
        m_compare.setToolTip(tr("More than two messages are marked: select two of them"));
    else
        m_compare.setToolTip(tr("Mark two messages with Ctrl+M, or select two rows"));
}

std::optional<MessagePair::Rows> MessagePair::selected() const
{
    qsizetype count = 0;
    for (const auto &range : m_list.selectionModel()->selection())
        count += range.height();
    if (count != 2)
        return std::nullopt;
    const auto rows = m_list.selectedRows();
    if (rows.size() != 2 || !isMessage(rows[0]) || !isMessage(rows[1]))
        return std::nullopt;
    return Rows(rows[0], rows[1]);
}

std::pair<MessagePair::Rows, int> MessagePair::marked() const
{
    Rows rows;
    int count = 0;
    for (int row = m_model.nextMark(-1, true); row >= 0 && count < 3;
        row = m_model.nextMark(row, true)) {
        if (!isMessage(row))
            continue;
        (count == 0 ? rows.first : rows.second) = row;
        ++count;
    }
    return {rows, count};
}

bool MessagePair::isMessage(int row) const
{
    return m_model.row(row).kind == TrafficRow::Kind::Message;
}

} // namespace sealcord

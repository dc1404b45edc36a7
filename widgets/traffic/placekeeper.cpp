// SPDX-License-Identifier: MIT
#include "widgets/traffic/placekeeper.h"

#include "core/traffic/models/trafficmodel.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/listfollower.h"

#include <QAbstractItemView>
#include <QItemSelection>
#include <QItemSelectionModel>
#include <QScopedValueRollback>

#include <algorithm>

namespace sealcord {

PlaceKeeper::PlaceKeeper(
    const TrafficModel &model, ListView &list, ListFollower &follower, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_list(list)
    , m_follower(follower)
{
    const auto forget = [this] {
        if (!m_isRestoring)
            m_place.reset();
    };
    const QItemSelectionModel *const selection = list.selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this, forget);
    connect(selection, &QItemSelectionModel::selectionChanged, this, forget);
    connect(&model, &TrafficModel::modelAboutToBeReset, this, &PlaceKeeper::keep);
    connect(&model, &TrafficModel::modelReset, this, &PlaceKeeper::restore);
    connect(&model, &TrafficModel::filterProgressed, this, [this](double share) {
        if (share >= 1)
            restore();
    });
}

quint64 PlaceKeeper::chosen() const
{
    if (m_place)
        return m_place->current;
    const int row = m_list.currentIndex().row();
    return row < 0 ? 0 : m_model.row(row).number;
}

void PlaceKeeper::keep()
{
    const int current = m_list.currentIndex().row();
    const int top = qMax(0, m_list.rowAt(0));
    if (!m_place) {
        m_place = Place();
        if (current >= 0)
            m_place->current = m_model.row(current).number;
        for (const int row : m_list.selectedRows())
            m_place->selected.push_back(m_model.row(row).number);
    }
    if (current >= 0) {
        const bool isInSight =
            m_list.viewport()->rect().intersects(m_list.visualRect(m_list.currentIndex()));
        m_place->below = isInSight ? std::optional(current - top) : std::nullopt;
    }
    m_place->top = top < m_model.rowCount() ? m_model.row(top).number : 0;
}

void PlaceKeeper::restore()
{
    if (!m_place)
        return;
    const QScopedValueRollback guard(m_isRestoring, true);
    const bool wasFollowing = m_follower.isFollowing();
    const int current = shown(m_place->current);
    if (current >= 0 || !m_model.isFiltering())
        select(current);
    m_follower.setFollowing(wasFollowing);
    if (wasFollowing)
        return;
    const int top =
        current >= 0 && m_place->below ? current - *m_place->below : m_model.indexOf(m_place->top);
    if (top >= 0)
        m_list.scrollTo(m_model.index(top, 0), QAbstractItemView::PositionAtTop);
}

void PlaceKeeper::select(int current)
{
    QItemSelection selection;
    for (const quint64 number : m_place->selected) {
        const int row = shown(number);
        if (row < 0)
            continue;
        if (!selection.isEmpty() && selection.last().bottom() + 1 == row)
            selection.last() =
                QItemSelectionRange(selection.last().topLeft(), m_model.index(row, 0));
        else
            selection.append(QItemSelectionRange(m_model.index(row, 0)));
    }
    QItemSelectionModel *const model = m_list.selectionModel();
    model->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (current >= 0)
        model->setCurrentIndex(m_model.index(current, 0), QItemSelectionModel::NoUpdate);
    else if (m_place->current != 0)
        Q_EMIT lost();
}

int PlaceKeeper::shown(quint64 number) const
{
    const int row = number == 0 ? -1 : m_model.indexOf(number);
    return row >= 0 && m_model.row(row).number == number ? row : -1;
}

} // namespace sealcord

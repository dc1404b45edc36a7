// SPDX-License-Identifier: MIT
#include "widgets/traffic/listfollower.h"

#include "core/traffic/models/trafficmodel.h"
#include "widgets/list/listview.h"
#include "widgets/list/newrowsbutton.h"

#include <QAbstractItemView>
#include <QItemSelection>
#include <QItemSelectionModel>
#include <QScrollBar>

#include <utility>

namespace sealcord {

ListFollower::ListFollower(const TrafficModel &model, ListView &list, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_list(list)
    , m_newRows(new NewRowsButton(list.viewport()))
{
    connect(list.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this](const QItemSelection &selected) {
            if (!selected.isEmpty())
                leave();
        });
    connect(&list, &QAbstractItemView::pressed, this, &ListFollower::leave);
    connect(&list, &ListView::scrolledByHand, this, &ListFollower::decide);
    connect(&model, &TrafficModel::countsChanged, this, &ListFollower::update);
    connect(list.verticalScrollBar(), &QScrollBar::rangeChanged, this, &ListFollower::update);
    connect(m_newRows, &NewRowsButton::clicked, this, [this] { setFollowing(true); });
}

void ListFollower::setLive(bool isLive)
{
    m_isLive = isLive;
    setFollowing(isLive);
}

void ListFollower::setFollowing(bool isWanted)
{
    const bool isFollowing = isWanted && m_isLive;
    const bool isNew = std::exchange(m_isFollowing, isFollowing) != isFollowing;
    update();
    if (isNew)
        Q_EMIT followingChanged(isFollowing);
}

void ListFollower::update()
{
    if (m_isFollowing)
        m_list.scrollToBottom();
    if (m_isFollowing || isEndInSight())
        m_seen = qMax(m_seen, lastNumber()); // a filter may show none, or others
    m_newRows->setCount(newRows());
}

void ListFollower::leave()
{
    setFollowing(false);
}

// Reaching the end follows it, but not away from a row that was chosen and is still looked at.
void ListFollower::decide()
{
    const QModelIndex current = m_list.currentIndex();
    const bool isLookedAt =
        current.isValid() && m_list.viewport()->rect().intersects(m_list.visualRect(current));
    setFollowing(m_list.isAtBottom() && !isLookedAt);
}

// The bar would not do: it learns of new rows later.
bool ListFollower::isEndInSight() const
{
    const QModelIndex last = m_model.index(m_model.rowCount() - 1, 0);
    return !last.isValid()
        || m_list.visualRect(last).bottom() <= m_list.viewport()->rect().bottom();
}

quint64 ListFollower::newRows() const
{
    const int first = m_model.indexOf(m_seen + 1);
    return first < 0 || !m_isLive ? 0 : quint64(m_model.rowCount() - first);
}

quint64 ListFollower::lastNumber() const
{
    const int rows = m_model.rowCount();
    return rows == 0 ? 0 : m_model.row(rows - 1).number;
}

} // namespace sealcord

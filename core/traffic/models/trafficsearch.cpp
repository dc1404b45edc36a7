// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficsearch.h"

#include "core/traffic/models/trafficfind.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>

#include <algorithm>

namespace sealcord {
namespace {

constexpr qint64 sliceMilliseconds = 4;

} // namespace

TrafficSearch::TrafficSearch(const QAbstractItemModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TrafficSearch::work);
    connect(&model, &QAbstractItemModel::modelReset, this, &TrafficSearch::restart);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TrafficSearch::resume);
}

void TrafficSearch::setNeedle(const QByteArray &needle)
{
    if (needle == m_needle)
        return;
    m_needle = needle;
    restart();
}

quint64 TrafficSearch::next(quint64 number, bool isForward) const
{
    if (m_hits.empty())
        return 0;
    if (isForward) {
        const auto after = std::ranges::upper_bound(m_hits, number);
        return after == m_hits.end() ? m_hits.front() : *after;
    }
    const auto at = std::ranges::lower_bound(m_hits, number);
    return at == m_hits.begin() ? m_hits.back() : *std::prev(at);
}

std::size_t TrafficSearch::place(quint64 number) const
{
    const auto at = std::ranges::lower_bound(m_hits, number);
    if (at == m_hits.end() || *at != number)
        return 0;
    return std::size_t(at - m_hits.begin()) + 1;
}

void TrafficSearch::restart()
{
    m_hits.clear();
    m_next = 0;
    m_offset = 0;
    m_timer.stop();
    resume();
    Q_EMIT progressed();
}

void TrafficSearch::resume()
{
    if (!m_needle.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void TrafficSearch::work()
{
    forget();
    QElapsedTimer clock;
    clock.start();
    bool isMore = true;
    while (isMore && clock.elapsed() < sliceMilliseconds)
        isMore = step();
    if (isMore)
        m_timer.start();
    Q_EMIT progressed();
}

/// Looks for the next hit. False when everything was looked at.
bool TrafficSearch::step()
{
    const int index = indexOf(m_model, m_next);
    if (index < 0)
        return false;
    if (rowAt(m_model, index).number != m_next) // what was begun has been forgotten
        m_offset = 0;
    const FindResult result = find(m_model, {m_needle, false}, {index, m_offset}, true);
    if (result.outcome == FindResult::Outcome::NotFound) {
        m_next = rowAt(m_model, m_model.rowCount() - 1).number + 1;
        m_offset = 0;
        return false;
    }
    const quint64 number = rowAt(m_model, result.at.row).number;
    const bool isFound = result.outcome == FindResult::Outcome::Found;
    if (isFound)
        m_hits.push_back(number);
    m_next = isFound ? number + 1 : number;
    m_offset = isFound ? 0 : result.at.offset;
    return true;
}

void TrafficSearch::forget()
{
    int index = 0;
    while (index < m_model.rowCount() && rowAt(m_model, index).kind == TrafficRow::Kind::Gap)
        ++index; // which is no hit, and may stand for some that were
    const quint64 first = index < m_model.rowCount() ? rowAt(m_model, index).number : 0;
    m_hits.erase(m_hits.begin(), std::ranges::lower_bound(m_hits, first));
}

} // namespace sealcord

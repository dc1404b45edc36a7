// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <optional>
#include <vector>

namespace sealcord {

class ListFollower;
class ListView;
class TrafficModel;

/// What is chosen in a list of traffic, and where in sight it stands, is so again after the rows
/// were chosen anew: at once, or when a later filter lets them pass, unless a person has chosen
/// others meanwhile.
class PlaceKeeper final : public QObject
{
    Q_OBJECT

public:
    /// All three outlive this.
    PlaceKeeper(const TrafficModel &model, ListView &list, ListFollower &follower, QObject *parent);

    /// The current row's number, whether a filter hides it or not; 0: none.
    [[nodiscard]] quint64 chosen() const;

Q_SIGNALS:
    void lost(); ///< the new filter hides the current row

private:
    struct Place {
        quint64 current = 0; ///< a row's number; 0: none
        std::vector<quint64> selected; ///< ascending
        std::optional<int> below; ///< so many rows below the first in sight stands the current one
        quint64 top = 0; ///< the number of the first row in sight
    };

    void keep();
    void restore();
    void select(int current);
    [[nodiscard]] int shown(quint64 number) const;

    const TrafficModel &m_model;
    ListView &m_list;
    ListFollower &m_follower;
    std::optional<Place> m_place;
    bool m_isRestoring = false;
};

} // namespace sealcord

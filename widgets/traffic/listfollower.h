// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace sealcord {

class ListView;
class NewRowsButton;
class TrafficModel;

/// Keeps the newest row of a list of traffic in sight, until a person looks at another: whoever
/// chooses a row or scrolls away from the end wants what is there to stay. Then it tells over the
/// list how many rows came meanwhile.
class ListFollower final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    ListFollower(const TrafficModel &model, ListView &list, QObject *parent);

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool isWanted);
    void setLive(bool isLive); ///< false: rows do not come by themselves, and there is no end
    void update(); ///< the end, or how much there is behind it, has moved

Q_SIGNALS:
    void followingChanged(bool isFollowing);

private:
    void leave();
    void decide();
    [[nodiscard]] bool isEndInSight() const;
    [[nodiscard]] quint64 newRows() const;
    [[nodiscard]] quint64 lastNumber() const;

    const TrafficModel &m_model;
    ListView &m_list;
    NewRowsButton *m_newRows = nullptr;
    bool m_isFollowing = true;
    bool m_isLive = true;
    quint64 m_seen = 0; ///< the newest row's number when it was last in sight
};

} // namespace sealcord

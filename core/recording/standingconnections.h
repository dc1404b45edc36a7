// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recorditem.h"

#include <map>
#include <vector>

namespace sealcord {

/// What a recording that begins now has to say of the connections that stand already. As large as
/// they are many.
class StandingConnections
{
public:
    /// Notes what \a item tells, if it tells of a connection's state.
    void note(const RecordItem &item);

    /// That each of them opened and was agreed, as it was told then. Valid until note().
    [[nodiscard]] std::vector<RecordItem> items() const;
    /// The same, copied.
    [[nodiscard]] std::vector<ConnectionNews> news() const;

private:
    std::map<ConnectionId, std::vector<ConnectionNews>> m_news;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/traffic/streamtarget.h"

#include <functional>
#include <mutex>
#include <set>
#include <shared_mutex>

namespace sealcord {

// The set's elements stay where they are.
static const std::string *keptOnce(std::string_view name)
{
    static std::shared_mutex mutex;
    static std::set<std::string, std::less<>> known;
    {
        const std::shared_lock lock(mutex); // mostly it is there
        if (const auto found = known.find(name); found != known.end())
            return &*found;
    }
    const std::unique_lock lock(mutex);
    return &*known.emplace(name).first;
}

StreamTarget::StreamTarget(std::string_view name)
    : m_name(name.empty() ? nullptr : keptOnce(name))
{ }

} // namespace sealcord

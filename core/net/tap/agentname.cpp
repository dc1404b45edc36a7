// SPDX-License-Identifier: MIT
#include "core/net/tap/agentname.h"

#include <mutex>
#include <set>

namespace sealcord {

// The set's elements stay where they are.
static const std::string *keptOnce(const std::string &text)
{
    static std::mutex mutex;
    static std::set<std::string> names;
    const std::scoped_lock lock(mutex);
    return &*names.insert(text).first;
}

AgentName::AgentName(const std::string &text)
    : m_text(text.empty() ? nullptr : keptOnce(text))
{ }

} // namespace sealcord

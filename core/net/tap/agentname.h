// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace sealcord {

/// What a server calls an agent that it knows by its key: a value as small as a pointer, so that
/// every message can have it. Each name is kept once and for as long as the program runs: they are
/// those that its administrator has written, never what a peer says of itself.
class AgentName
{
public:
    AgentName() = default; ///< none
    explicit AgentName(const std::string &text);

    [[nodiscard]] bool isEmpty() const { return m_text == nullptr; }
    /// UTF-8, without control characters. Lives as long as the program.
    [[nodiscard]] std::string_view text() const { return m_text ? *m_text : std::string_view(); }

    friend bool operator==(const AgentName &, const AgentName &) = default;

private:
    const std::string *m_text = nullptr;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace sealcord {

/// Where a stream leads, "web" or "web@pump-3": a value as small as a pointer, so that every piece
/// of its bytes can have it. Each is kept once and for as long as the program runs: only streams
/// that lead somewhere have bytes, and where they may lead somebody has written down.
///
/// Any thread.
class StreamTarget
{
public:
    StreamTarget() = default; ///< nowhere
    explicit StreamTarget(std::string_view name); ///< UTF-8

    /// Empty for nowhere. Lives as long as the program.
    [[nodiscard]] std::string_view name() const { return m_name ? *m_name : std::string_view(); }

    friend bool operator==(const StreamTarget &, const StreamTarget &) = default;

private:
    const std::string *m_name = nullptr;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sealcord {

/// Reads base64 with padding (RFC 4648, 4) that comes in pieces, cut anywhere.
class Base64Decoder
{
public:
    /// Adds the bytes of \a text to \a bytes. False where it is no base64; then nothing more may
    /// be asked of it.
    [[nodiscard]] bool add(std::string_view text, std::vector<std::byte> &bytes);
    /// Whether what was added is whole.
    [[nodiscard]] bool isWhole() const { return m_rest.empty(); }

private:
    [[nodiscard]] bool addGroups(std::string_view text, std::vector<std::byte> &bytes);

    std::string m_rest; // fewer than a group
    bool m_hasEnded = false; // padding has come
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/recording/reading/base64decoder.h"

#include "core/crypto/base64.h"

#include <algorithm>
#include <span>

namespace sealcord {

constexpr std::size_t group = 4; // characters, which stand for three bytes

bool Base64Decoder::add(std::string_view text, std::vector<std::byte> &bytes)
{
    if (!m_rest.empty()) {
        const auto missing = std::min(group - m_rest.size(), text.size());
        m_rest += text.substr(0, missing);
        text.remove_prefix(missing);
        if (m_rest.size() < group)
            return true;
        if (!addGroups(m_rest, bytes))
            return false;
        m_rest.clear();
    }
    const auto whole = text.size() / group * group;
    m_rest = text.substr(whole);
    return addGroups(text.substr(0, whole), bytes);
}

bool Base64Decoder::addGroups(std::string_view text, std::vector<std::byte> &bytes)
{
    if (text.empty())
        return true;
    if (m_hasEnded)
        return false;
    auto characters = text.size();
    while (characters > text.size() - 2 && text[characters - 1] == '=')
        --characters;
    m_hasEnded = characters < text.size();
    const auto before = bytes.size();
    bytes.resize(before + characters * 3 / group);
    return fromBase64(text.substr(0, characters), std::span(bytes).subspan(before));
}

} // namespace sealcord

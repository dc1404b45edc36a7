// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sealcord {

/// Writes one JSON object (RFC 8259) behind what a text holds, member by member. Names are ours,
/// and need no escape.
class JsonObject
{
public:
    /// \a out outlives it.
    explicit JsonObject(std::string &out);

    /// A byte of \a utf8 that is not UTF-8 becomes U+FFFD.
    void add(std::string_view name, std::string_view utf8);
    void add(std::string_view name, const char *utf8) { add(name, std::string_view(utf8)); }
    void add(std::string_view name, bool value) { addRaw(name, value ? "true" : "false"); }
    void add(std::string_view name, std::integral auto value)
    {
        addRaw(name, std::to_string(value));
    }
    /// What JSON has no word for, such as infinity, becomes null (RFC 8259, 6).
    void add(std::string_view name, double value);
    /// In base64 (RFC 4648, 4), with padding.
    void addBase64(std::string_view name, std::span<const std::byte> bytes);
    /// \a json is a value as it is to stand there.
    void addRaw(std::string_view name, std::string_view json);

    /// Ends the object. Nothing may be added afterwards.
    void finish();

private:
    void begin(std::string_view name);

    std::string &m_out;
    bool m_isFirst = true;
};

} // namespace sealcord

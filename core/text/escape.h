// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

/// Text of strangers made fit for a terminal, a log and JSON. What is visible (isVisible()) passes
/// as it is; what is not, and bytes that are not UTF-8, are escaped.
namespace sealcord {

/// For text of ours that may hold a stranger's: backslashes stay, so that what was escaped before
/// is not escaped twice.
[[nodiscard]] std::string printable(std::string_view utf8);
[[nodiscard]] QString printable(QStringView text);

/// For a stranger's bytes between quotes: backslashes and quotes are escaped too, so that the
/// result says unambiguously which bytes they were.
[[nodiscard]] std::string escaped(std::string_view bytes);

/// A JSON string with its quotes (RFC 8259, 7). A byte that is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string jsonString(std::string_view utf8);
/// The same, behind what \a out holds.
void appendJsonString(std::string &out, std::string_view utf8);

} // namespace sealcord

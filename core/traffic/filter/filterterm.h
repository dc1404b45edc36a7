// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filterfield.h"
#include "core/traffic/trafficrow.h"

#include <QString>

#include <span>

/// Filters made of what is on the screen: "only this", "not this".
namespace sealcord {

/// The term that \a row passes by its \a field, such as "dir:in"; empty where the row does not have
/// the field. Text and hex say what its content contains: the first 1,000 bytes of it.
[[nodiscard]] QString filterTerm(FilterField field, const TrafficRow &row);

/// The term for content that contains \a bytes, of which the first 1,000 count: as text where they
/// are UTF-8 that can be read, else as hex. Empty for none.
[[nodiscard]] QString textTerm(std::span<const std::byte> bytes);
/// \a text as the value of a term: in quotes where it would end elsewhere.
[[nodiscard]] QString valueText(const QString &text);
/// Always as hex.
[[nodiscard]] QString hexTerm(std::span<const std::byte> bytes);

/// \a filter, which parses, and \a term too: parentheses where they are needed.
[[nodiscard]] QString withTerm(const QString &filter, const QString &term);
/// \a filter, which parses, and not \a term.
[[nodiscard]] QString withoutTerm(const QString &filter, const QString &term);

} // namespace sealcord

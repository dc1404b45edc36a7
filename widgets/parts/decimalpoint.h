// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QString>

namespace sealcord {

/// A quantity as a person writes it in the language of \a locale ("1,5 s"), with the point that
/// parseDuration() and parseSize() read. A point stays one, unless it would part thousands in this
/// language ("1.500 s"): what it means then nobody knows, and the result is no number.
[[nodiscard]] QString withDecimalPoint(const QString &text, const QLocale &locale);

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filterfield.h"

#include <QString>
#include <QStringView>

namespace sealcord {

/// How the text of a filter ends that is being typed.
struct FilterEnd {
    enum class Kind : quint8 { Term, Operator, Value, Nothing };

    Kind kind = Kind::Term; ///< what the last word is, or what would come next
    qsizetype offset = 0; ///< of that word, in UTF-16 units
    FilterField field = FilterField::Text; ///< whose operator or value it is
    bool isAfterTerm = false; ///< a Term that and, or may join to the one before
    qsizetype whole = 0; ///< up to there it consists of terms that are complete
    int open = 0; ///< parentheses of these that are not closed
    bool isWrong = false; ///< it cannot become right by what is typed behind it
};

[[nodiscard]] FilterEnd filterEnd(QStringView text);

/// What \a text says already, however it goes on: without the word in which it ends while that may
/// become another, and closed where a parenthesis is open. \a text itself where it is wrong.
[[nodiscard]] QString wholePart(const QString &text);

} // namespace sealcord

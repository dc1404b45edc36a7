// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

/// The filter language, told to whoever uses it, made of what the parser itself goes by.
namespace sealcord {

struct FilterHelpLine {
    QString word; ///< a field, an operator; empty where the example is the point
    QString meaning; ///< in the user's language
    QString operators; ///< that a field takes
    QString example; ///< a filter that parses
};

struct FilterHelpGroup {
    QString title; ///< in the user's language
    QList<FilterHelpLine> lines;
};

[[nodiscard]] QList<FilterHelpGroup> filterHelp();

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/filter/namedfilters.h"

#include <QList>
#include <QStringList>

/// What two windows at once make of one list that both remember: what either added or took away,
/// since both read it, is added or taken away.
namespace sealcord {

/// Newest first. \a known: as this window read it; \a mine: as it has it now; \a stored: as another
/// window has left it meanwhile. What fell off the end of \a mine is gone.
[[nodiscard]] QStringList mergedHistory(
    const QStringList &known, const QStringList &mine, const QStringList &stored);

/// The same for filters, by name. What both have changed is as in \a mine.
[[nodiscard]] QList<NamedFilter> mergedFilters(const QList<NamedFilter> &known,
    const QList<NamedFilter> &mine, const QList<NamedFilter> &stored);

} // namespace sealcord

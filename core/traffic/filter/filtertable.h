// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/fieldnodes.h"
#include "core/traffic/filter/filtercompletion.h"

#include <QList>
#include <QString>

#include <span>

namespace sealcord {

/// All that there is to say about one field of the language.
struct FilterFieldRow {
    FilterField field;
    QLatin1StringView name;
    std::span<const FilterOperator> operators; ///< that it takes
    FilterOperator colon; ///< what Has means for it
    /// The node for an operator, which it takes and is not Has, and a value.
    MadeNode (*node)(FilterOperator op, const FilterWord &value);
    /// The term that a row passes by its field; empty where it does not have it.
    QString (*term)(const TrafficRow &row);
    /// Which values are offered.
    QList<FilterChoice> (*choices)(const FilterValuesSeen &seen);
    const char *meaning; ///< English, to be translated by meaningOf()
    QLatin1StringView example; ///< a term
};

/// One row for each field, as they are offered.
[[nodiscard]] std::span<const FilterFieldRow> filterTable();

/// The row of \a field.
[[nodiscard]] const FilterFieldRow &rowOf(FilterField field);

} // namespace sealcord

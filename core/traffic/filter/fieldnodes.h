// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filternode.h"
#include "core/traffic/filter/filterscanner.h"

#include <expected>

/// The nodes of terms, a function for each field. The operator is one that the field takes, and is
/// not Has.
namespace sealcord {

using MadeNode = std::expected<FilterNode, FilterError>;

[[nodiscard]] MadeNode dirNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode peerNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode agentNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode connectionNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode streamNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode targetNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode lenNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode timeNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode textNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode hexNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode eventNode(FilterOperator op, const FilterWord &value);
[[nodiscard]] MadeNode levelNode(FilterOperator op, const FilterWord &value);

} // namespace sealcord

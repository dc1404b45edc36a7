// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/failure.h"

#include <variant>

namespace sealcord {

/// Why there is no whole packet at the front of what has arrived (yet).
using Undecoded = std::variant<NeedBytes, Failure>;

} // namespace sealcord

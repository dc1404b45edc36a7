// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

/// \a detail of what happened, which the rooms below tell in English, in words of the user's
/// language, as far as it is one of theirs: what the system says, say, stays as it is.
[[nodiscard]] QString describeDetail(const QString &detail);

} // namespace sealcord

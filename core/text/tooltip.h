// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

/// \a text as a tool tip that Qt breaks into lines and in which no markup is obeyed; empty for
/// none.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace sealcord

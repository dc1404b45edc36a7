// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace sealcord {

/// What an errno of accept4() means to who accepts.
enum class AcceptError : quint8 {
    NobodyWaits,
    /// It was one client's alone, which has gone again or whose network failed, or a signal came:
    /// the next one is none the worse for it.
    Passing,
    /// There is no descriptor or no memory: trying again at once would fail again.
    Lasting,
};

[[nodiscard]] AcceptError acceptError(int number);

} // namespace sealcord

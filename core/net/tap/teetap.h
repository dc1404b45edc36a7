// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

namespace sealcord {

/// Tells two taps what happens, as a log and a window. What goes with messages comes to the one
/// that wants them; a frame that one asked for comes to the other too.
class TeeTap final : public Tap
{
public:
    /// Both outlive it. \a first is told first.
    TeeTap(Tap &first, Tap &second)
        : m_first(first)
        , m_second(second)
    { }

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    Tap &m_first;
    Tap &m_second;
};

} // namespace sealcord

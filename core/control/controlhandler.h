// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlmessage.h"

#include <functional>

namespace sealcord {

/// Does what requests ask for. One for all who ask, on the thread of the ControlServer.
class ControlHandler
{
public:
    /// Takes the result of one request. Called once, on the same thread, at once or later; who
    /// asked may have gone by then.
    using Reply = std::function<void(decltype(ControlAnswer::result))>;

    virtual ~ControlHandler() = default;

    virtual void handle(const ControlRequest &request, Reply reply) = 0;

protected:
    ControlHandler() = default;
    ControlHandler(const ControlHandler &) = default;
    ControlHandler &operator=(const ControlHandler &) = default;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlmessage.h"
#include "core/control/controlstream.h"

#include <expected>
#include <functional>
#include <string>

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

    /// Lets who asked with \a request follow what happens; or why not.
    [[nodiscard]] virtual std::expected<ControlSubscription, std::string> subscribe(
        const ControlRequest &request) = 0;

protected:
    ControlHandler() = default;
    ControlHandler(const ControlHandler &) = default;
    ControlHandler &operator=(const ControlHandler &) = default;
};

} // namespace sealcord

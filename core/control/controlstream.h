// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace sealcord {

/// What a subscriber is told, piece by piece. Belongs to the thread of the ControlServer, and ends
/// with the subscription.
class ControlStream
{
public:
    virtual ~ControlStream() = default;

    /// Appends to \a records, while these have fewer than \a most bytes: records, each a JSON
    /// object and a newline. Called some 30 times a second while the subscriber takes what it is
    /// owed: what happens meanwhile waits here, bounded.
    virtual void take(std::string &records, std::size_t most) = 0;

protected:
    ControlStream() = default;
    ControlStream(const ControlStream &) = default;
    ControlStream &operator=(const ControlStream &) = default;
};

/// What somebody gets who subscribes.
struct ControlSubscription {
    std::string result; ///< of the answer: JSON
    std::unique_ptr<ControlStream> stream; ///< for what comes behind it
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord {

/// What `sealcord ctl` says about how it ended.
enum class ControlExit {
    Done = 0,
    NoServer = 1, ///< none is there, it went before it answered, or nothing could be printed
    Usage = 2,
    Refused = 3, ///< the server says no
    CodesDiffer = 6, ///< as of an agent
};

} // namespace sealcord

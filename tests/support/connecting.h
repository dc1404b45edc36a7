// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord::test {

/// What the system makes of connect(), for the whole program, Qt included.
enum class Connects {
    AsEver,
    AtOnce, ///< the outcome is known when the call returns
    ToItself, ///< from the very port that is to be reached: TCP connects the socket to itself
};

/// Has it so while it lives.
class Connecting
{
public:
    explicit Connecting(Connects how);
    ~Connecting();
    Connecting(const Connecting &) = delete;
    Connecting &operator=(const Connecting &) = delete;
};

} // namespace sealcord::test

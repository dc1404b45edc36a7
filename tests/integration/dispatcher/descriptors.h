// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/descriptor.h"

/// Descriptors for notifiers to watch.
namespace dispatching {

using sealcord::test::Descriptor;

/// Two connected stream sockets.
struct Pair {
    Descriptor near;
    Descriptor far;

    /// Writes one byte into the far end: the near one becomes readable.
    void say() const;
    /// Reads all that has arrived at the near end. How many bytes.
    int listen() const;
    /// Fills the near end until it is not writable.
    void fill() const;
};

/// Of the local domain.
[[nodiscard]] Pair makePair();
/// Over TCP, which knows urgent data.
[[nodiscard]] Pair makeTcpPair();
/// Urgent data, which a notifier for exceptions is for.
void sayUrgently(const Pair &pair);

[[nodiscard]] Descriptor openFile(const char *path);
[[nodiscard]] Descriptor duplicate(const Descriptor &descriptor);
/// A pair whose near end has the number \a number, which is free.
[[nodiscard]] Pair makePairAt(int number);

} // namespace dispatching

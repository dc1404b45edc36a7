// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/descriptor.h"

namespace sealcord::test {

/// A pseudo-terminal: the program has `slave`, the person in front of it is `master`.
struct Terminal {
    Descriptor master;
    Descriptor slave;

    [[nodiscard]] static Terminal open();
};

} // namespace sealcord::test

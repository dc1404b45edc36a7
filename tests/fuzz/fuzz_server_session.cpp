// SPDX-License-Identifier: MIT
// A server's session that reads anything, cut in any way. What is checked: watchedsession.h.
#include "tests/fuzz/check.h"
#include "tests/fuzz/sessioninput.h"

using namespace sealcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const fuzz::SessionInput input(Role::Server, fuzz::InputReader(data, size));
    fuzz::runInAllCuts(input.setup, input.stream, input.cutSeed);
    return 0;
}

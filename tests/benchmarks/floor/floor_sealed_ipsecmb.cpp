// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/ipsecmbengine.h"
#include "tests/benchmarks/floor/sealedtalk.h"

int main(int argc, char *argv[])
{
    using namespace sealcord::floor;
    keepFreedMemory();
    runFloor<SealedTalk<IpsecMbEngine>>(argc, argv);
}

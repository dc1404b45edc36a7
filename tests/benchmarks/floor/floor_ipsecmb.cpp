// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/classictalk.h"
#include "tests/benchmarks/floor/ipsecmbengine.h"

int main(int argc, char *argv[])
{
    using namespace sealcord::floor;
    runFloor<ClassicTalk<IpsecMbEngine>>(argc, argv);
}

// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/classictalk.h"
#include "tests/benchmarks/floor/opensslengine.h"

int main(int argc, char *argv[])
{
    using namespace sealcord::floor;
    runFloor<ClassicTalk<OpenSslEngine>>(argc, argv);
}

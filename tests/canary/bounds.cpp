// SPDX-License-Identifier: MIT
// Reads one byte behind its memory.
#include <cstdio>
#include <memory>

int main(int argc, char *[])
{
    const auto length = static_cast<std::size_t>(argc);
    const auto memory = std::make_unique<char[]>(length);
    std::printf("went on with %d\n", memory[length]);
    return 0;
}

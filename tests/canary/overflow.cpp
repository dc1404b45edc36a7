// SPDX-License-Identifier: MIT
// Adds to the largest int.
#include <cstdio>
#include <limits>

int main(int argc, char *[])
{
    const auto sum = std::numeric_limits<int>::max() + argc;
    std::printf("went on with %d\n", sum);
    return 0;
}

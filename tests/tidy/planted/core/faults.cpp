// SPDX-License-Identifier: MIT
#include "core/faults.h"

#include <algorithm>
#include <string>
#include <vector>
#include <vector> // readability-duplicate-include

namespace sealcord {
namespace {

const int *nothing()
{
    return 0; // modernize-use-nullptr
}

int divided(int by)
{
    if (by == 0) {
        return 1 / by; // clang-analyzer-core.DivideZero
    }
    return by;
}

const char *freed(int number)
{
    const auto text = std::to_string(number);
    return text.c_str(); // clang-analyzer-cplusplus.InnerPointer
}

int copied(const std::vector<std::string> &texts)
{
    int sum = 0;
    for (const auto text : texts) { // performance-for-range-copy
        sum += static_cast<int>(text.size());
    }
    return sum;
}

bool plain(bool value)
{
    return value == true; // readability-simplify-boolean-expr
}

} // namespace

// With the sort looked into, the analyzer does not get beyond it.
void writeAfterSorting(std::vector<int> &values, int *to)
{
    std::ranges::sort(values);
    if (to == nullptr) {
        *to = 1; // clang-analyzer-core.NullDereference
    }
}

int all()
{
    std::vector<int> none;
    return divided(nothing() == nullptr ? 0 : 1) + copied({}) + (isEmpty("") ? 1 : 0)
        + (plain(true) ? 1 : 0) + *firstOf(none) + *freed(1);
}

} // namespace sealcord

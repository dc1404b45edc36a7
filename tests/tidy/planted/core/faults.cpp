// SPDX-License-Identifier: MIT
#include "core/faults.h"

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

int all()
{
    std::vector<int> none;
    return divided(nothing() == nullptr ? 0 : 1) + copied({}) + (isEmpty("") ? 1 : 0)
        + (plain(true) ? 1 : 0) + *firstOf(none);
}

} // namespace sealcord

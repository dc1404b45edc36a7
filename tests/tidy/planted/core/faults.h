// SPDX-License-Identifier: MIT
// What clang-tidy must find, each in the line of its name. A header of ours is looked at as a
// source is.
#pragma once

#include <string>
#include <vector>

namespace sealcord {

typedef int Count; // modernize-use-using

class Shape
{
public:
    virtual ~Shape() = default;
    virtual int corners() const { return 0; }
};

class Square : public Shape
{
public:
    virtual int corners() const { return 4; } // modernize-use-override

private:
    int side = 0; // readability-identifier-naming
};

template <typename Value> Value *firstOf(std::vector<Value> &values)
{
    return values.empty() ? 0 : &values.front(); // modernize-use-nullptr
}

inline bool isEmpty(const std::string &text)
{
    return text.size() == 0; // readability-container-size-empty
}

} // namespace sealcord

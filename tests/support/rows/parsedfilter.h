// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"

#include <QString>

#include <utility>

namespace sealcord::test {

/// The filter that \a text says. Anything that is none ends the program.
inline Filter filter(const QString &text)
{
    auto parsed = Filter::parse(text);
    if (!parsed)
        qFatal("%s: %s", qPrintable(text), qPrintable(parsed.error().text));
    return *std::move(parsed);
}

} // namespace sealcord::test

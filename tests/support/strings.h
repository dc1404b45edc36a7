// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <initializer_list>

namespace sealcord {

/// A list of strings from UTF-8 literals.
inline QStringList strings(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const auto *text : texts)
        list += QString::fromUtf8(text);
    return list;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace sealcord {

/// Why a file of keys or names cannot be used or written: one line for a person that names the
/// file, and the line in it where there is one. Not printable as it stands: a file may have any
/// name, and any text in it. A program that needs the file at its start leaves with code 2.
struct TrustError {
    QString text;
};

} // namespace sealcord

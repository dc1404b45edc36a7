// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <expected>
#include <vector>

/// The form of a configuration file: UTF-8 lines "[section]", "key = value", "# comment" and
/// "; comment". A comment may also follow a value after space. A value between double quotes may
/// hold anything, with \\, \", \n, \r, \t and \uXXXX (UTF-16) in it. What sections and keys mean
/// is the reader's affair.
namespace sealcord {

struct IniEntry {
    QString section; ///< empty before the first one
    QString key;
    QString value;
    int line = 0; ///< counted from 1
};

struct IniError {
    int line = 0;
    QString text;
};

/// The entries of a file's \a content in order. A key that comes twice in a section is an error.
[[nodiscard]] std::expected<std::vector<IniEntry>, IniError> parseIni(const QByteArray &content);

/// \a value as it stands in a file: quoted where it must be.
[[nodiscard]] QString iniValue(const QString &value);

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

/// What the system hands to a program and takes from it: arguments, variables and file names. They
/// are bytes there, and need not be UTF-8. Nothing is lost in a QString that is made here: a byte
/// which is no part of UTF-8 stands in it as a low surrogate on its own, U+DC00 and the byte, which
/// no text holds. Who takes text asks QString::isValidUtf16(); who opens a file takes the bytes.
namespace sealcord {

[[nodiscard]] QString fromSystem(QByteArrayView bytes);
/// The bytes that fromSystem() made \a text of, or else its UTF-8.
[[nodiscard]] QByteArray toSystem(QStringView text);

/// What stands behind the program's name on its command line.
[[nodiscard]] QStringList argumentsOf(int argc, const char *const *argv);
/// The variables that this process was started with.
[[nodiscard]] QProcessEnvironment variablesOfProcess();

} // namespace sealcord

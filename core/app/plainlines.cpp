// SPDX-License-Identifier: MIT
#include "core/app/plainlines.h"

#include <QString>

#include <cstdio>

namespace sealcord {

// Flushed at once: whoever reads along in a pipe wants each line when it happens.
static void put(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

void print(QAnyStringView text)
{
    put(stdout, text.toString().toUtf8());
}

void printLine(QAnyStringView line)
{
    put(stdout, (line.toString() + u'\n').toUtf8());
}

void printError(QAnyStringView line)
{
    put(stderr, (line.toString() + u'\n').toUtf8());
}

} // namespace sealcord

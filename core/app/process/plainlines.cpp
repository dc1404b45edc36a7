// SPDX-License-Identifier: MIT
#include "core/app/process/plainlines.h"

#include "core/app/process/linewriter.h"
#include "core/text/escape.h"

#include <QString>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

static std::error_code write(int descriptor, const QString &text)
{
    LineWriter writer(descriptor);
    writer.add(text.toStdString());
    return writer.flush();
}

int answer(QAnyStringView text)
{
    const auto error = write(STDOUT_FILENO, text.toString());
    if (!error)
        return 0;
    if (error != std::errc::broken_pipe)
        printError(u"sealcord: cannot write to standard output: "_s
            + QString::fromStdString(error.message()));
    return 1;
}

void printError(QAnyStringView line)
{
    std::ignore =
        write(STDERR_FILENO, printable(line.toString()) + u'\n'); // nowhere else to say it
}

} // namespace sealcord

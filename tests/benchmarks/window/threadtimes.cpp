// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/threadtimes.h"

#include <QDir>
#include <QFile>
#include <QString>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

// In clock ticks: proc(5), /proc/pid/stat, utime and stime, the 14th and 15th field. The name
// before them, in parentheses, may hold anything.
static qint64 ticks(const QByteArray &stat)
{
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 12 ? fields[11].toLongLong() + fields[12].toLongLong() : 0;
}

std::chrono::nanoseconds workerTime(qint64 pid)
{
    qint64 sum = 0;
    const auto folder = u"/proc/%1/task"_s.arg(pid);
    const auto threads = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const auto &thread : threads) {
        QFile file(u"%1/%2/stat"_s.arg(folder, thread));
        if (thread != QString::number(pid) && file.open(QFile::ReadOnly))
            sum += ticks(file.readAll());
    }
    return std::chrono::nanoseconds(sum * (1'000'000'000 / sysconf(_SC_CLK_TCK)));
}

} // namespace sealcord

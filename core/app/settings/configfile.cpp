// SPDX-License-Identifier: MIT
#include "core/app/settings/configfile.h"

#include "core/text/escape.h"
#include "core/text/systemtext.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

namespace sealcord {

using namespace Qt::StringLiterals;

std::expected<std::vector<IniEntry>, QString> readConfigFile(const QString &path)
{
    constexpr qint64 longest = 1024 * 1024; // a mistaken path may name a disk
    const int descriptor = ::open(toSystem(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::unexpected(
            path + u": cannot be read: "_s + QString::fromLocal8Bit(std::strerror(errno)));
    QFile file; // which cannot open a name that is not UTF-8
    file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    QByteArray content;
    while (content.size() <= longest) {
        const auto more = file.read(longest + 1 - content.size());
        if (more.isEmpty())
            break;
        content += more;
    }
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(path + u": cannot be read: "_s + file.errorString());
    if (content.size() > longest)
        return std::unexpected(path + u": larger than 1 MiB, this is no configuration"_s);

    auto entries = parseIni(content);
    if (!entries) {
        const auto &[line, text] = entries.error();
        return std::unexpected(path + u':' + QString::number(line) + u": "_s + text);
    }
    return *std::move(entries);
}

QString configText(QLatin1StringView section, std::span<const Setting> values)
{
    constexpr qsizetype widestColumn = 40;
    QStringList lines;
    qsizetype column = 0;
    for (const auto &setting : values) {
        const QString line = setting.option->name + u" = "_s + iniValue(setting.text);
        column = std::max(column, line.size());
        lines += line;
    }
    column = std::min(column, widestColumn);

    QString out = u'[' + section + u"]\n"_s;
    for (std::size_t i = 0; i < values.size(); ++i) {
        out += lines[qsizetype(i)].leftJustified(column) + u"  # ("_s
            + printable(values[i].origin.toString()) + u")\n"_s;
    }
    return out;
}

} // namespace sealcord

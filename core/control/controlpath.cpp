// SPDX-License-Identifier: MIT
#include "core/control/controlpath.h"

#include "core/control/localpeer.h"

#include <QDir>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> folderIn(const QProcessEnvironment &environment, const QString &variable)
{
    const auto folder = environment.value(variable).section(u':', 0, 0);
    return folder.startsWith(u'/') ? std::optional(folder) : std::nullopt;
}

std::optional<QString> serviceFolder(const QProcessEnvironment &environment)
{
    return folderIn(environment, u"RUNTIME_DIRECTORY"_s);
}

std::optional<QString> userFolder(const QProcessEnvironment &environment)
{
    const auto folder = folderIn(environment, u"XDG_RUNTIME_DIR"_s);
    return folder ? std::optional(*folder + u"/sealcord"_s) : std::nullopt;
}

} // namespace

Value<ControlChoice> parseControlChoice(QStringView text)
{
    if (text.trimmed() == "auto"_L1)
        return ControlChoice{};
    if (text.trimmed() == "off"_L1)
        return ControlChoice{ControlChoice::Kind::Off};
    auto path = parseText(text);
    if (!path)
        return std::unexpected(std::move(path.error()));
    return ControlChoice{ControlChoice::Kind::Path, QDir::current().absoluteFilePath(*path)};
}

std::optional<QString> automaticControlPath(quint16 port, const QProcessEnvironment &environment)
{
    if (const auto folder = serviceFolder(environment))
        return *folder + u"/control.sock"_s;
    if (const auto folder = userFolder(environment))
        return *folder + u"/control-%1.sock"_s.arg(port);
    return std::nullopt;
}

std::expected<QString, QString> runningControlPath(const QProcessEnvironment &environment)
{
    QStringList found;
    const auto look = [&found](const std::optional<QString> &folder, const QString &names) {
        if (!folder)
            return;
        for (const auto &file : QDir(*folder).entryInfoList({names}, QDir::System, QDir::Name)) {
            if (!isSocketFree(file.filePath()))
                found += file.filePath();
        }
    };
    look(serviceFolder(environment), u"control.sock"_s);
    look(userFolder(environment), u"control-*.sock"_s);
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return std::unexpected(u"no server runs here that can be asked; --control says where"_s);
    return std::unexpected(
        u"several servers run here, --control says which: "_s + found.join(u", "_s));
}

std::expected<QString, QString> pathOf(
    const ControlChoice &choice, const QProcessEnvironment &environment)
{
    return choice.kind == ControlChoice::Kind::Path ? choice.path : runningControlPath(environment);
}

} // namespace sealcord

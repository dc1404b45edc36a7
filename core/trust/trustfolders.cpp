// SPDX-License-Identifier: MIT
#include "core/trust/trustfolders.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// How one of the two folders is found.
struct Folder {
    QLatin1StringView systemd;
    QLatin1StringView xdg;
    QLatin1StringView belowHome;
};

constexpr Folder state{"STATE_DIRECTORY"_L1, "XDG_STATE_HOME"_L1, ".local/state"_L1};
constexpr Folder configuration{"CONFIGURATION_DIRECTORY"_L1, "XDG_CONFIG_HOME"_L1, ".config"_L1};

struct Description {
    QLatin1StringView name;
    QLatin1StringView option;
    const Folder &folder;
};

Description describe(TrustFile file)
{
    switch (file) {
    case TrustFile::ServerKey:
        return {"server.key"_L1, "--identity"_L1, state};
    case TrustFile::AgentKey:
        return {"agent.key"_L1, "--identity"_L1, state};
    case TrustFile::KnownServers:
        return {"known_servers"_L1, "--known-servers"_L1, configuration};
    case TrustFile::AuthorizedAgents:
        break;
    }
    return {"authorized_agents"_L1, "--authorized-agents"_L1, configuration};
}

// Empty where the variable says nothing that counts (XDG Base Directory Specification: a relative
// path is to be ignored).
QString absolutePath(const QString &value)
{
    return value.startsWith(u'/') ? value : QString();
}

QString folderOf(const Folder &folder, const QProcessEnvironment &environment)
{
    // systemd has made it for the service alone: no folder of our name below it.
    auto given = absolutePath(environment.value(folder.systemd).section(u':', 0, 0));
    if (!given.isEmpty())
        return given;
    auto base = absolutePath(environment.value(folder.xdg));
    const auto home = absolutePath(environment.value(u"HOME"_s));
    if (base.isEmpty() && !home.isEmpty())
        base = home + u'/' + folder.belowHome;
    return base.isEmpty() ? base : base + u"/sealcord"_s;
}

} // namespace

QLatin1StringView fileName(TrustFile file)
{
    return describe(file).name;
}

QLatin1StringView optionName(TrustFile file)
{
    return describe(file).option;
}

std::expected<QString, TrustError> defaultPath(
    TrustFile file, const QProcessEnvironment &environment)
{
    const auto description = describe(file);
    const auto folder = folderOf(description.folder, environment);
    if (folder.isEmpty()) {
        return std::unexpected(TrustError{u"there is no folder for "_s + description.name
            + u": neither "_s + description.folder.systemd + u", "_s + description.folder.xdg
            + u" nor HOME holds an absolute path. Say where it is with "_s + description.option
            + u" FILE"_s});
    }
    return folder + u'/' + description.name;
}

std::expected<QString, TrustError> pathOf(
    const std::optional<QString> &given, TrustFile file, const QProcessEnvironment &environment)
{
    if (given)
        return *given;
    return defaultPath(file, environment);
}

QString stateFolder(const QProcessEnvironment &environment)
{
    return folderOf(state, environment);
}

QString pendingAgentsPath(const QString &serverKeyPath)
{
    return serverKeyPath.first(serverKeyPath.lastIndexOf(u'/') + 1) + u"pending_agents"_s;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/startup.h"

#include "core/app/process/version.h"

namespace sealcord {

using namespace Qt::StringLiterals;

std::optional<int> logBeginning(
    Log &log, AeadEngine aead, const QStringList &warnings, bool isProtected)
{
    if (const auto why = log.errorString(); !why.isEmpty()) {
        printError(u"sealcord: cannot start the thread of the log: "_s + why);
        return 1;
    }
    log.write(
        LogLevel::Info, "program-started", startText(aead), {{"aead", std::string(name(aead))}});
    for (const auto &warning : warnings)
        log.write(LogLevel::Warn, "settings", warning);
    if (!isProtected)
        log.write(
            LogLevel::Warn, "dumps", u"The system does not keep this process out of core dumps"_s);
    return std::nullopt;
}

int unusable(const TrustError &error)
{
    printError(error.text);
    return UsageError::exitCode;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/startup.h"

#include "core/app/process/version.h"

namespace sealcord {

using namespace Qt::StringLiterals;

void logBeginning(Log &log, AeadEngine aead, const QStringList &warnings, bool isProtected)
{
    log.write(
        LogLevel::Info, "program-started", startText(aead), {{"aead", std::string(name(aead))}});
    for (const auto &warning : warnings)
        log.write(LogLevel::Warn, "settings", warning);
    if (!isProtected)
        log.write(
            LogLevel::Warn, "dumps", u"The system does not keep this process out of core dumps"_s);
}

} // namespace sealcord

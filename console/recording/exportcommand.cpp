// SPDX-License-Identifier: MIT
#include "console/recording/exportcommand.h"

#include "core/app/export/exportrecording.h"
#include "core/app/options/readingoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/startup.h"
#include "core/text/systemtext.h"

#include <QString>

namespace sealcord {

using namespace Qt::StringLiterals;

int runExport(const QStringList &arguments)
{
    const auto options = parseExportOptions(arguments, variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    const auto tell = [&options](const QString &what) {
        printError(u"sealcord export: "_s + options->path + u": "_s + what);
    };
    const auto exported =
        exportRecording({options->path, *options->form, options->output, options->filter}, tell);
    if (exported)
        return exported->damagedLines > 0 || exported->isCutOff ? 1 : 0;
    if (!exported.error().text.isEmpty())
        printError(u"sealcord export: "_s + exported.error().text);
    return exported.error().isRefused ? UsageError::exitCode : 1;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "console/recording/exportcommand.h"

#include "console/recording/outputfile.h"
#include "console/recording/recordingrun.h"
#include "console/recording/textexport.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/version.h"
#include "core/app/settings/readingoptions.h"
#include "core/app/startup.h"
#include "core/recording/export/csvexport.h"
#include "core/recording/export/jsonexport.h"
#include "core/recording/export/pcapngexport.h"
#include "core/text/systemtext.h"

#include <QString>

#include <limits>
#include <memory>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<RecordingExport> makeExport(
    ExportOptions::Form form, const RecordingExport::Writer &writer)
{
    switch (form) {
    case ExportOptions::Form::Csv:
        return std::make_unique<CsvExport>(writer);
    case ExportOptions::Form::Json:
        return std::make_unique<JsonExport>(writer);
    case ExportOptions::Form::Pcapng:
        return std::make_unique<PcapngExport>(
            writer, versionText().section(u'\n', 0, 0).toStdString());
    case ExportOptions::Form::Text:
        break;
    }
    return std::make_unique<TextExport>(writer, ShowData::Bytes);
}

RecordingExport::Done exported(RecordingRun &run, RecordingExport &target)
{
    if (auto begun = target.begin(run.reader()); !begun)
        return begun;
    if (auto read = run.read(target, std::numeric_limits<std::size_t>::max()); !read)
        return std::unexpected(std::move(read.error()));
    return target.end();
}

int complain(const QString &what, int code)
{
    printError(u"sealcord export: "_s + what);
    return code;
}

} // namespace

int runExport(const QStringList &arguments)
{
    const auto options = parseExportOptions(arguments, variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    auto reader = RecordingReader::open(options->path);
    if (!reader)
        return complain(reader.error(), UsageError::exitCode);
    auto output = OutputFile::open(options->output);
    if (!output)
        return complain(output.error(), UsageError::exitCode);

    RecordingRun run(*std::move(reader), options->filter, u"sealcord export"_s);
    const auto target = makeExport(
        *options->form, [&output](std::string_view text) { return output->write(text); });
    const auto done = exported(run, *target);
    if (done && output->finish()) {
        run.finish();
        return run.isDamaged() ? 1 : 0;
    }
    if (const auto why = output->errorText(); !why.isEmpty())
        return complain(why, 1);
    if (!done && output->flush()) // it was not the output's fault
        return complain(QString::fromStdString(done.error()), 1);
    return 1;
}

} // namespace sealcord

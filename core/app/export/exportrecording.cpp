// SPDX-License-Identifier: MIT
#include "core/app/export/exportrecording.h"

#include "core/app/export/textexport.h"
#include "core/app/process/version.h"
#include "core/recording/export/csvexport.h"
#include "core/recording/export/jsonexport.h"
#include "core/recording/export/outputfile.h"
#include "core/recording/export/pcapngexport.h"

#include <memory>
#include <utility>

namespace sealcord {

namespace {

constexpr std::size_t linesAtOnce = 1000; // between two looks whether to give up

std::unique_ptr<RecordingExport> makeExport(ExportForm form, const RecordingExport::Writer &writer)
{
    switch (form) {
    case ExportForm::Csv:
        return std::make_unique<CsvExport>(writer);
    case ExportForm::Json:
        return std::make_unique<JsonExport>(writer);
    case ExportForm::Pcapng:
        return std::make_unique<PcapngExport>(
            writer, versionText().section(u'\n', 0, 0).toStdString());
    case ExportForm::Text:
        break;
    }
    return std::make_unique<TextExport>(writer, ShowData::Bytes);
}

RecordingExport::Done exported(
    RecordingRun &run, RecordingExport &target, const std::stop_token &stop)
{
    if (auto begun = target.begin(run.reader()); !begun)
        return begun;
    for (auto progress = RecordingRun::Progress::More; progress == RecordingRun::Progress::More;) {
        if (stop.stop_requested())
            return std::unexpected(std::string());
        const auto read = run.read(target, linesAtOnce);
        if (!read)
            return std::unexpected(read.error());
        progress = *read;
    }
    return target.end();
}

} // namespace

std::expected<Exported, ExportError> exportRecording(
    const ExportOrder &order, const RecordingRun::Tell &tell, const std::stop_token &stop)
{
    auto reader = RecordingReader::open(order.path);
    if (!reader)
        return std::unexpected(ExportError{reader.error(), true});
    auto output = OutputFile::open(order.output);
    if (!output)
        return std::unexpected(ExportError{output.error(), true});
    RecordingRun run(*std::move(reader), order.filter, tell);
    const auto target =
        makeExport(order.form, [&output](std::string_view text) { return output->write(text); });
    const auto done = exported(run, *target, stop);
    if (done && output->finish()) {
        run.finish();
        return Exported{run.damagedLines(), run.isCutOff()};
    }
    if (const auto why = output->errorText(); !why.isEmpty())
        return std::unexpected(ExportError{why});
    if (!done && output->flush()) // it was not the output's fault
        return std::unexpected(ExportError{QString::fromStdString(done.error())});
    return std::unexpected(ExportError{});
}

} // namespace sealcord

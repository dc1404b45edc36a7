// SPDX-License-Identifier: MIT
#include "console/recording/showcommand.h"

#include "core/app/export/textexport.h"
#include "core/app/options/readingoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/signals.h"
#include "core/app/startup.h"
#include "core/recording/export/outputfile.h"
#include "core/recording/export/recordingrun.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QString>
#include <QTimer>

#include <chrono>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Prints what is in a recording, and where it follows, what is added.
class Show
{
public:
    Show(RecordingRun &run, RecordingExport &target, OutputFile &output)
        : m_run(run)
        , m_target(target)
        , m_output(output)
    { }

    [[nodiscard]] int toItsEnd()
    {
        while (!m_isOver && !m_isAtEnd)
            readOn();
        return finish();
    }

    [[nodiscard]] int untilStopped()
    {
        const Signals signals;
        QTimer timer;
        QObject::connect(
            &signals, &Signals::stopRequested, &timer, [] { QCoreApplication::exit(0); });
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            readOn();
            if (m_isAtEnd)
                look();
            if (m_isOver)
                QCoreApplication::exit(0);
            timer.setInterval(m_isAtEnd ? pause : 0ms);
        });
        timer.start(0ms);
        QCoreApplication::exec();
        return finish();
    }

private:
    static constexpr auto pause = 200ms; // between two looks whether something was added
    static constexpr std::size_t linesAtOnce = 1000; // between two looks whether to stop

    void readOn()
    {
        const auto read = m_run.read(m_target, linesAtOnce);
        m_isAtEnd = read && *read == RecordingRun::Progress::AtEnd;
        if (!read || (m_isAtEnd && !m_output.flush()))
            fail(read ? std::string() : read.error());
    }

    void fail(const std::string &why)
    {
        m_isOver = true;
        m_hasFailed = true;
        const auto output = m_output.errorText();
        if (!output.isEmpty())
            printError(u"sealcord show: "_s + output);
        else if (m_output.flush()) // it was not the output's fault
            m_run.tell(QString::fromStdString(why));
    }

    // It goes on in another file, or what was read is no longer there.
    void look()
    {
        const auto change = m_run.reader().change();
        if (change == RecordingReader::Change::None)
            return;
        m_run.tell(change == RecordingReader::Change::Truncated
                ? u"it was made shorter, and is not followed any more"_s
                : u"another file has its name now, and it is not followed any more"_s);
        m_isOver = true;
        m_hasFailed = true;
    }

    [[nodiscard]] int finish()
    {
        m_run.finish();
        return m_hasFailed || m_run.isDamaged() ? 1 : 0;
    }

    RecordingRun &m_run;
    RecordingExport &m_target;
    OutputFile &m_output;
    bool m_isAtEnd = false;
    bool m_isOver = false;
    bool m_hasFailed = false;
};

} // namespace

int runShow(const QStringList &arguments)
{
    const auto options = parseShowOptions(arguments, variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    auto reader = RecordingReader::open(options->path);
    if (!reader) {
        printError(u"sealcord show: "_s + reader.error());
        return UsageError::exitCode;
    }
    auto output = OutputFile::open({});
    RecordingRun run(*std::move(reader), options->filter, [&options](const QString &what) {
        printError(u"sealcord show: "_s + options->path + u": "_s + what);
    });
    TextExport text(
        [&output](std::string_view line) { return output->write(line); }, options->showData);
    Show show(run, text, *output);
    return options->follows ? show.untilStopped() : show.toItsEnd();
}

} // namespace sealcord

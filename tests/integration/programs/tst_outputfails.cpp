// SPDX-License-Identifier: MIT
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// What cannot be written to standard output does not count as done.
class TestOutputFails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void work_data();
    void work();
};

namespace {

enum class Output {
    Full, ///< takes nothing: no space left
    Missing, ///< the program was started without it
    Abandoned, ///< a pipe whose reader has gone
};

struct Place {
    const char *name;
    Output output;
    QString reason;
};

const QList<Place> places{
    {"full", Output::Full, u"No space left on device"_s},
    {"missing", Output::Missing, u"Bad file descriptor"_s},
    {"abandoned", Output::Abandoned, u"Broken pipe"_s},
};

bool startInto(RunningProgram &program, Output output)
{
    Pipe pipe;
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    if (output == Output::Missing)
        program.omit(1);
    else
        program.redirect(1, output == Output::Full ? full.number() : pipe.writeEnd.number());
    pipe.readEnd.close();
    return program.start();
}

} // namespace

void TestOutputFails::answers_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<Output>("output");
    QTest::addColumn<QString>("said");

    for (const auto *arguments : {"--help", "--version", "server --help", "server --version",
             "server --print-config", "agent --help", "agent --version", "agent --print-config",
             "bench --help", "bench --version", "bench --print-config"}) {
        for (const auto &[name, output, reason] : places) {
            // Who has gone needs no telling.
            const auto said = output == Output::Abandoned
                ? QString()
                : u"sealcord: cannot write to standard output: "_s + reason + u'\n';
            QTest::addRow("%s, %s", arguments, name)
                << QString::fromLatin1(arguments) << output << said;
        }
    }
}

void TestOutputFails::answers()
{
    QFETCH(QString, arguments);
    QFETCH(Output, output);
    QFETCH(QString, said);

    RunningProgram program(arguments.split(u' '));
    QVERIFY(startInto(program, output));
    QCOMPARE(program.exitCode(), 1);
    QCOMPARE(program.errors(), said);
}

void TestOutputFails::work_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Output>("output");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said"); // a pattern

    const QStringList bench{u"bench"_s, u"--duration=50ms"_s};
    for (const auto &[name, output, reason] : places) {
        const auto why = u" write to standard output: "_s + reason + u'$';
        const auto benchSays =
            output == Output::Abandoned ? QString() : u"^sealcord: cannot"_s + why;
        QTest::addRow("bench, %s", name) << bench << output << 1 << benchSays;
        QTest::addRow("bench in JSON, %s", name)
            << QStringList(bench + QStringList{u"--format=json"_s}) << output << 1 << benchSays;
        QTest::addRow("agent, %s", name)
            << QStringList{u"agent"_s, u"--protocol=classic"_s, u"--interval=0"_s} << output << 1
            << u"^Cannot"_s + why;
        // Something was sent, and its reply is lost.
        QTest::addRow("pipe mode, %s", name) << QStringList{u"agent"_s, u"--protocol=classic"_s,
            u"--stdin"_s} << output << 4 << u"^Cannot"_s + why;
    }
}

void TestOutputFails::work()
{
    QFETCH(QStringList, arguments);
    QFETCH(Output, output);
    QFETCH(int, exitCode);
    QFETCH(QString, said);

    ServerProgram server;
    QVERIFY(server.listen());
    const QTemporaryDir directory;
    QFile input(directory.filePath(u"input"_s));
    QVERIFY(input.open(QIODevice::WriteOnly) && input.write("one\ntwo\n") == 8);
    input.close();

    RunningProgram program(arguments + QStringList{server.address()});
    program.setInputFile(input.fileName());
    QVERIFY(startInto(program, output));
    QCOMPARE(program.exitCode(), exitCode);
    if (!said.isEmpty())
        QVERIFY2(program.count(Stream::Errors, said) == 1, qPrintable(program.errors()));
    else
        QVERIFY2(!program.errors().contains(u"standard output"_s), qPrintable(program.errors()));
}

QTEST_GUILESS_MAIN(TestOutputFails)
#include "tst_outputfails.moc"

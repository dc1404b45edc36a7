// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/peers/echoserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What signals do to a window program.
class TestWindowSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usr1WritesTheFlightRecorder();
};

void TestWindowSignals::usr1WritesTheFlightRecorder()
{
    const QTemporaryDir folder;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &variable : {u"XDG_CONFIG_HOME"_s, u"XDG_STATE_HOME"_s})
        environment.insert(variable, folder.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const EchoServer server;
    QVERIFY(server.isListening);
    bool isSaid = false;
    connect(&server.watched, &OwnServer::happened, this, [&](const TrafficBatch &batch) {
        isSaid = isSaid || std::ranges::any_of(batch.rows, [](const TrafficRow &row) {
            return row.kind == TrafficRow::Kind::Message;
        });
    });
    QProcess window;
    window.setProcessEnvironment(environment);
    window.setWorkingDirectory(folder.path());
    window.start(QString::fromLocal8Bit(SEALCORD_AGENT_WINDOW),
        {u"--connect"_s, u"127.0.0.1:%1"_s.arg(server.port()), u"--protocol"_s, u"classic"_s,
            u"--demo"_s, u"--flight-recorder"_s, u"64K"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isSaid, patience);

    QCOMPARE(::kill(static_cast<pid_t>(window.processId()), SIGUSR1), 0);
    QStringList files;
    const auto isWritten = [&] {
        files = QDir(folder.path()).entryList({u"sealcord-flight-*.sealcord"_s});
        QFile file(folder.filePath(files.value(0)));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains("Hello from client!");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWritten(), patience);
    QCOMPARE(files.size(), 1);
    window.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(window.state(), QProcess::NotRunning, patience); // after its goodbye
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestWindowSignals)
#include "tst_windowsignals.moc"

// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"

#include <QHostAddress>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What the window programs write on the terminal where the system has little for Qt.
class TestQuietWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qtSaysNothing_data();
    void qtSaysNothing();
};

void TestQuietWindow::qtSaysNothing_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("level");
    QTest::newRow("the agent's") << QString::fromLocal8Bit(SEALCORD_AGENT_WINDOW) << u"warn"_s;
    QTest::newRow("the agent's, to somebody who wants to know")
        << QString::fromLocal8Bit(SEALCORD_AGENT_WINDOW) << u"debug"_s;
    QTest::newRow("the server's") << QString::fromLocal8Bit(SEALCORD_SERVER_WINDOW) << u"debug"_s;
}

// The agent's window is up when it connects, the server's when Qt complains of how it is shown.
void TestQuietWindow::qtSaysNothing()
{
    QFETCH(const QString, program);
    QFETCH(const QString, level);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"XDG_RUNTIME_DIR"_s);
    environment.insert(u"HOME"_s, QString());
    environment.insert(u"LC_ALL"_s, u"C"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const bool isAgent = program == QString::fromLocal8Bit(SEALCORD_AGENT_WINDOW);
    const auto address = isAgent ? u"127.0.0.1:%1"_s.arg(server.serverPort()) : u"127.0.0.1:0"_s;
    QProcess process;
    process.setProcessEnvironment(environment);
    // Sealed needs a place for a key, and there is no home.
    process.start(program,
        {isAgent ? u"--connect"_s : u"--listen"_s, address, u"--start"_s, u"--log-level"_s, level,
            u"--protocol"_s, u"classic"_s});
    QByteArray said;
    const auto isUp = [&] {
        said += process.readAllStandardError();
        return isAgent ? server.hasPendingConnections() : said.contains("propagateSizeHints");
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp(), said.constData(), patience);
    process.terminate();
    QVERIFY2(process.waitForFinished(60'000), qPrintable(process.errorString()));
    said += process.readAllStandardError();
    QVERIFY(process.readAllStandardOutput().isEmpty());
    const bool isCurious = level == u"debug"_s;
    QCOMPARE(said.contains("propagateSizeHints"), isCurious); // of which every Qt complains here
    for (const auto &line : said.split('\n')) {
        const bool isOurs = line.mid(24).startsWith(isCurious ? "" : "WARN agent: ");
        QVERIFY2(line.isEmpty() || (line.startsWith("20") && isOurs), line.constData());
    }
}

QTEST_GUILESS_MAIN(TestQuietWindow)
#include "tst_quietwindow.moc"

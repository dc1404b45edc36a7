// SPDX-License-Identifier: MIT
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The window programs where there is nothing to show a window on: a line, and exit code 1.
class TestWindowWithoutDisplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysSoAndEndsWithOne_data();
    void itSaysSoAndEndsWithOne();
};

void TestWindowWithoutDisplay::itSaysSoAndEndsWithOne_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("environment");

    for (const auto *program : {SEALCORD_SERVER_WINDOW, SEALCORD_AGENT_WINDOW}) {
        const auto path = QString::fromLocal8Bit(program);
        const auto row = [&](const char *name, const QStringList &environment) {
            QTest::addRow("%s, %s", qPrintable(path.section(u'/', -1)), name)
                << path << environment;
        };
        row("nothing names one", {});
        row("no X server answers", {u"DISPLAY=:64999"_s});
        row("no host of that name", {u"DISPLAY=[::1]:64999"_s});
        row("no Wayland compositor answers", {u"WAYLAND_DISPLAY=sealcord-none"_s});
        row("neither of the two answers",
            {u"DISPLAY=:64999"_s, u"WAYLAND_DISPLAY=sealcord-none"_s});
        row("a Wayland session without a compositor",
            {u"XDG_SESSION_TYPE=wayland"_s, u"WAYLAND_DISPLAY=sealcord-none"_s});
        row("a platform of no plugin", {u"QT_QPA_PLATFORM=sealcord"_s});
        row("a platform that finds no display", {u"QT_QPA_PLATFORM=xcb"_s});
    }
}

void TestWindowWithoutDisplay::itSaysSoAndEndsWithOne()
{
    QFETCH(const QString, program);
    QFETCH(const QStringList, environment);
    auto whole = QProcessEnvironment::systemEnvironment();
    for (const auto &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s,
             u"XDG_SESSION_TYPE"_s, u"XDG_CURRENT_DESKTOP"_s, u"QT_FATAL_WARNINGS"_s})
        whole.remove(variable);
    const QTemporaryDir runtime; // without one, the library of Wayland has a line of its own to say
    whole.insert(u"XDG_RUNTIME_DIR"_s, runtime.path());
    for (const auto &variable : environment)
        whole.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    QProcess process;
    process.setProcessEnvironment(whole);
    process.start(program, {});
    QVERIFY2(process.waitForFinished(60'000), qPrintable(process.errorString()));
    const auto said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(
        said.startsWith("sealcord-") && said.contains("there is no display"), said.constData());
    QVERIFY2(said.count('\n') == 1, said.constData());
    QVERIFY(process.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestWindowWithoutDisplay)
#include "tst_windowwithoutdisplay.moc"

// SPDX-License-Identifier: MIT
#include "widgets/window/windowprogram.h"

#include <QTest>

#include <array>
#include <string>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestWindowProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreWhatStandsBehindTheName();
    void noArgumentsAreNone();
    void withoutADisplayItSaysWhatElseToDo();
    void aDisplayIsEnough_data();
    void aDisplayIsEnough();
};

void TestWindowProgram::argumentsAreWhatStandsBehindTheName()
{
    std::string name = "sealcord-server-gui";
    std::string option = "--listen";
    std::string value = "[::]:1337";
    std::string empty;
    const std::array argv{name.data(), option.data(), value.data(), empty.data()};
    QCOMPARE(argumentsOf(static_cast<int>(argv.size()), argv.data()),
        (QStringList{u"--listen"_s, u"[::]:1337"_s, QString()}));
}

void TestWindowProgram::noArgumentsAreNone()
{
    std::string name = "sealcord-server-gui";
    const std::array argv{name.data()};
    QVERIFY(argumentsOf(1, argv.data()).isEmpty());
    QVERIFY(argumentsOf(0, nullptr).isEmpty());
}

void TestWindowProgram::withoutADisplayItSaysWhatElseToDo()
{
    QProcessEnvironment environment;
    environment.insert(u"DISPLAY"_s, QString()); // as some set it to have none
    environment.insert(u"HOME"_s, u"/"_s);
    const auto why = whyNoDisplay(environment);
    QVERIFY(why);
    QVERIFY2(why->contains(u"sealcord server"_s), qPrintable(*why));
}

void TestWindowProgram::aDisplayIsEnough_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");

    QTest::newRow("X") << u"DISPLAY"_s << u":0"_s;
    QTest::newRow("Wayland") << u"WAYLAND_DISPLAY"_s << u"wayland-0"_s;
    QTest::newRow("a platform that needs none") << u"QT_QPA_PLATFORM"_s << u"offscreen"_s;
}

void TestWindowProgram::aDisplayIsEnough()
{
    QFETCH(const QString, variable);
    QFETCH(const QString, value);
    QProcessEnvironment environment;
    environment.insert(variable, value);
    QVERIFY(!whyNoDisplay(environment));
}

QTEST_GUILESS_MAIN(TestWindowProgram)
#include "tst_windowprogram.moc"

// SPDX-License-Identifier: MIT
#include "widgets/window/windowprogram.h"

#include <QProcessEnvironment>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestWindowProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutADisplayItSaysWhatElseToDo();
    void aDisplayIsEnough_data();
    void aDisplayIsEnough();
};

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

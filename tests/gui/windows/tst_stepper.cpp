// SPDX-License-Identifier: MIT
#include "agent-gui/stepper.h"

#include <QLabel>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;
using Stage = WatchedAgent::Stage;

namespace {

QStringList visibleSteps(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget) && label->text() != u"›"_s)
            texts += label->text();
    }
    return texts;
}

} // namespace

class TestStepper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsFollowTheStage_data();
    void stepsFollowTheStage();
    void withoutTrustThereIsNoStepOfIt();
    void narrowShowsTheCurrentStep();
    void everyStepSaysItsStateInWords();
};

void TestStepper::stepsFollowTheStage_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("steps");
    QTest::newRow("idle") << Stage::Idle << u"○○○○○"_s;
    QTest::newRow("resolving") << Stage::Resolving << u"…○○○○"_s;
    QTest::newRow("connecting") << Stage::Connecting << u"✓…○○○"_s;
    QTest::newRow("agreeing") << Stage::AgreeingKey << u"✓✓…○○"_s;
    QTest::newRow("trusting") << Stage::Trusting << u"✓✓✓…○"_s;
    QTest::newRow("connected") << Stage::Connected << u"✓✓✓✓✓"_s;
    QTest::newRow("waiting") << Stage::Waiting << u"○○○○○"_s;
    QTest::newRow("disconnecting") << Stage::Disconnecting << u"○○○○○"_s;
}

void TestStepper::stepsFollowTheStage()
{
    QFETCH(const Stage, stage);
    Stepper stepper;
    stepper.resize(900, 40);
    stepper.show();
    stepper.setStage(stage);
    QString shown;
    for (const auto &text : visibleSteps(stepper))
        shown += text.front();
    QTEST(shown, "steps");
}

void TestStepper::withoutTrustThereIsNoStepOfIt()
{
    Stepper stepper;
    stepper.resize(900, 40);
    stepper.show();
    const auto withTrust = stepper.sizeHint().width();
    stepper.setHasTrust(false);
    stepper.setStage(Stage::Connected);
    QCOMPARE(visibleSteps(stepper),
        (QStringList{u"✓ Resolve"_s, u"✓ Connect"_s, u"✓ Agree key"_s, u"✓ Connected"_s}));
    QVERIFY(stepper.sizeHint().width() < withTrust);
}

void TestStepper::narrowShowsTheCurrentStep()
{
    Stepper stepper;
    stepper.show();
    stepper.setStage(Stage::Connecting);
    stepper.resize(stepper.minimumSizeHint());
    QTRY_COMPARE(visibleSteps(stepper), QStringList{u"… Connect"_s});
    stepper.setStage(Stage::AgreeingKey);
    QCOMPARE(visibleSteps(stepper), QStringList{u"… Agree key"_s});
    stepper.resize(stepper.sizeHint());
    QTRY_COMPARE(visibleSteps(stepper).size(), qsizetype(stepCount));
}

void TestStepper::everyStepSaysItsStateInWords()
{
    Stepper stepper;
    stepper.show();
    stepper.setStage(Stage::AgreeingKey);
    QStringList names;
    for (const auto *label : stepper.findChildren<QLabel *>())
        names += label->accessibleName();
    for (const auto &name : {u"Resolve: done"_s, u"Connect: done"_s, u"Agree key: under way"_s,
             u"Connected: not begun"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
}

QTEST_MAIN(TestStepper)
#include "tst_stepper.moc"

// SPDX-License-Identifier: MIT
#include "agent-gui/roundtripview.h"
#include "agent-gui/stepper.h"
#include "core/traffic/models/roundtrips.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Stage = WatchedAgent::Stage;

namespace {

QStringList visibleTexts(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget) && label->text() != u"›"_s && !label->text().isEmpty())
            texts += label->text();
    }
    return texts;
}

QPushButton *button(const QWidget &widget, const QString &text)
{
    for (auto *button : widget.findChildren<QPushButton *>()) {
        if (button->text().startsWith(text))
            return button;
    }
    return nullptr;
}

} // namespace

class TestStepper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsFollowTheStage_data();
    void stepsFollowTheStage();
    void failureIsShownWithItsReason();
    void reasonHasRoomInANarrowHead();
    void reasonWithoutRoomIsHandedOut();
    void waitingCountsDownAndOffersBoth();
    void otherStagesOfferNothing_data();
    void otherStagesOfferNothing();
    void longHostileReasonStaysTextAndNarrow();
    void everyStepSaysItsStateInWords();
    void roundTripReadsAsThreeFigures();
};

void TestStepper::stepsFollowTheStage_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<std::optional<Stage>>("failed");
    QTest::addColumn<QString>("steps");
    const auto row = [](const char *name, Stage stage, std::optional<Stage> failed,
                         const QString &steps) { QTest::newRow(name) << stage << failed << steps; };
    row("idle", Stage::Idle, {}, u"○○○○"_s);
    row("resolving", Stage::Resolving, {}, u"…○○○"_s);
    row("connecting", Stage::Connecting, {}, u"✓…○○"_s);
    row("agreeing", Stage::AgreeingKey, {}, u"✓✓…○"_s);
    row("connected", Stage::Connected, {}, u"✓✓✓✓"_s);
    row("disconnecting", Stage::Disconnecting, {}, u"○○○○"_s);
    row("no such name", Stage::Idle, Stage::Resolving, u"✕○○○"_s);
    row("refused", Stage::Waiting, Stage::Connecting, u"✓✕○○"_s);
    row("no peer", Stage::Idle, Stage::AgreeingKey, u"✓✓✕○"_s);
    row("lost", Stage::Waiting, Stage::Connected, u"✓✓✓✕"_s);
}

void TestStepper::stepsFollowTheStage()
{
    QFETCH(const Stage, stage);
    QFETCH(const std::optional<Stage>, failed);
    QFETCH(const QString, steps);
    Stepper stepper;
    stepper.resize(900, 40);
    stepper.show();
    stepper.showStage(stage, failed, {}, std::chrono::steady_clock::now() + 10s);
    QString shown;
    for (const auto &text : visibleTexts(stepper)) {
        if (text != u"Disconnecting"_s)
            shown += text.front();
    }
    QCOMPARE(shown, steps);
}

void TestStepper::failureIsShownWithItsReason()
{
    Stepper stepper;
    stepper.resize(900, 40);
    stepper.show();
    stepper.showStage(Stage::Idle, Stage::Connecting, u"connection refused"_s, {});
    QVERIFY(visibleTexts(stepper).contains(u"connection refused"_s));
    stepper.showStage(Stage::Resolving, std::nullopt, {}, {});
    QVERIFY(!visibleTexts(stepper).contains(u"connection refused"_s));
}

void TestStepper::reasonHasRoomInANarrowHead()
{
    const auto reason = u"127.0.0.1:1337: connection refused"_s;
    Stepper stepper;
    stepper.showStage(
        Stage::Waiting, Stage::Connecting, reason, std::chrono::steady_clock::now() + 5s);
    const int least = stepper.minimumSizeHint().width();
    stepper.resize(least + stepper.fontMetrics().horizontalAdvance(reason) + 40, 40);
    stepper.show();
    QTRY_VERIFY(visibleTexts(stepper).contains(reason));
    QVERIFY(visibleTexts(stepper).contains(u"✕ Connect"_s));
    QVERIFY(!visibleTexts(stepper).contains(u"✓ Resolve"_s));
    QVERIFY(!visibleTexts(stepper).contains(u"○ Agree key"_s));
    stepper.resize(2000, 40);
    QTRY_VERIFY(visibleTexts(stepper).contains(u"✓ Resolve"_s));
}

void TestStepper::reasonWithoutRoomIsHandedOut()
{
    Stepper stepper;
    stepper.resize(stepper.minimumSizeHint().width(), 40);
    stepper.show();
    QString folded;
    connect(&stepper, &Stepper::whyFolded, this, [&folded](const QString &text) { folded = text; });
    const auto reason = u"a reason that is longer than what a narrow head can show of it"_s;
    stepper.showStage(Stage::Waiting, Stage::Connecting, reason, {});
    QTRY_COMPARE(folded, reason);
    stepper.resize(2000, 40);
    QTRY_COMPARE(folded, QString());
    stepper.resize(stepper.minimumSizeHint().width(), 40);
    QTRY_COMPARE(folded, reason);
    stepper.showStage(Stage::Connecting, std::nullopt, {}, {});
    QTRY_COMPARE(folded, QString());
}

void TestStepper::waitingCountsDownAndOffersBoth()
{
    Stepper stepper;
    stepper.show();
    QSignalSpy retry(&stepper, &Stepper::retryRequested);
    QSignalSpy stop(&stepper, &Stepper::stopRequested);
    stepper.showStage(
        Stage::Waiting, Stage::Connecting, {}, std::chrono::steady_clock::now() + 3900ms);
    auto *retryButton = button(stepper, u"Retry now"_s);
    QVERIFY(retryButton->isVisible());
    QCOMPARE(retryButton->text(), u"Retry now (4 s)"_s);
    QTRY_COMPARE_WITH_TIMEOUT(retryButton->text(), u"Retry now (3 s)"_s, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(retryButton->text(), u"Retry now (0 s)"_s, 10'000); // not below
    retryButton->click();
    QCOMPARE(retry.size(), 1);
    button(stepper, u"Stop"_s)->click();
    QCOMPARE(stop.size(), 1);
}

void TestStepper::otherStagesOfferNothing_data()
{
    QTest::addColumn<Stage>("stage");
    for (const auto stage : {Stage::Idle, Stage::Resolving, Stage::Connecting, Stage::AgreeingKey,
             Stage::Connected, Stage::Disconnecting})
        QTest::addRow("%d", int(stage)) << stage;
}

void TestStepper::otherStagesOfferNothing()
{
    QFETCH(const Stage, stage);
    Stepper stepper;
    stepper.show();
    stepper.showStage(Stage::Waiting, Stage::Connecting, {}, std::chrono::steady_clock::now() + 9s);
    stepper.showStage(stage, std::nullopt, {}, {});
    QVERIFY(!button(stepper, u"Retry now"_s)->isVisible());
    QVERIFY(!button(stepper, u"Stop"_s)->isVisible());
}

void TestStepper::longHostileReasonStaysTextAndNarrow()
{
    Stepper stepper;
    stepper.resize(600, 40);
    stepper.show();
    const auto narrow = stepper.minimumSizeHint().width();
    const auto reason = u"<b>first byte</b> "_s.repeated(100);
    stepper.showStage(Stage::Idle, Stage::AgreeingKey, reason, {});
    QVERIFY(stepper.minimumSizeHint().width() < narrow + 100); // a bold step, no more
    for (const auto *label : stepper.findChildren<QLabel *>()) {
        QVERIFY(!label->toolTip().contains(u"<b>"_s));
        if (label->text().contains(u"first byte"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestStepper::everyStepSaysItsStateInWords()
{
    Stepper stepper;
    stepper.show();
    stepper.showStage(Stage::Idle, Stage::Connecting, u"refused"_s, {});
    QStringList names;
    for (const auto *label : stepper.findChildren<QLabel *>())
        names += label->accessibleName();
    for (const auto &name : {u"Resolve: done"_s, u"Connect: failed"_s, u"Agree key: not begun"_s,
             u"Connected: not begun"_s, u"refused"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
}

void TestStepper::roundTripReadsAsThreeFigures()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    RoundTripView view;
    view.show();
    QCOMPARE(visibleTexts(view), QStringList{u"round trip –"_s});
    RoundTrips trips;
    TrafficBatch batch;
    for (quint64 i = 1; i <= 3; ++i) {
        TrafficRow row;
        row.connection.id = 1;
        row.ordinal = i;
        row.direction = Direction::Out;
        batch.rows.push_back(row);
        row.direction = Direction::In;
        row.time += i * 60us;
        batch.rows.push_back(row);
    }
    trips.append(batch);
    view.showTrips(trips);
    QCOMPARE(visibleTexts(view), QStringList{u"round trip 0.18 / 0.12 / 0.18 ms"_s});
    QVERIFY(view.accessibleName().contains(u"median 0.12 ms"_s));
    QCOMPARE(view.toolTip(), u"<p>"_s + view.accessibleName() + u"</p>"_s);
}

QTEST_MAIN(TestStepper)
#include "tst_stepper.moc"

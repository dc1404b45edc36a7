// SPDX-License-Identifier: MIT
#include "agent-gui/roundtripview.h"
#include "core/traffic/models/roundtrips.h"
#include "widgets/parts/sparkline.h"

#include <QLabel>
#include <QLocale>
#include <QTest>

#include <chrono>
#include <initializer_list>

using namespace sealcord;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Echoes that took so long each.
RoundTrips tripsOf(std::initializer_list<std::chrono::nanoseconds> durations)
{
    RoundTrips trips;
    TrafficBatch batch;
    TrafficRow row;
    row.connection.id = 1;
    for (const auto duration : durations) {
        ++row.ordinal;
        row.direction = Direction::Out;
        batch.rows.push_back(row);
        row.direction = Direction::In;
        row.time += duration;
        batch.rows.push_back(row);
    }
    trips.append(batch);
    return trips;
}

} // namespace

class TestRoundTripView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void namesItsThreeFigures();
    void eachFigureHasTheUnitThatFits();
    void narrowShowsTheLastAlone();
};

void TestRoundTripView::namesItsThreeFigures()
{
    RoundTripView view;
    view.resize(view.sizeHint().width() * 4, 40);
    view.show();
    QCOMPARE(view.findChild<QLabel *>()->text(), u"No round trip yet"_s);
    view.setTrips(tripsOf({60us, 120us, 180us}));
    QCOMPARE(view.findChild<QLabel *>()->text(),
        u"Round trip: last 180 µs, median 120 µs, p99 180 µs"_s);
    QCOMPARE(view.accessibleName(), view.findChild<QLabel *>()->text());
}

void TestRoundTripView::eachFigureHasTheUnitThatFits()
{
    RoundTripView view;
    view.setTrips(tripsOf({4us, 4us, 4us, 2s, 1250us}));
    QCOMPARE(view.accessibleName(), u"Round trip: last 1.25 ms, median 4 µs, p99 2.000 s"_s);
}

void TestRoundTripView::narrowShowsTheLastAlone()
{
    RoundTripView view;
    view.setTrips(tripsOf({60us, 120us}));
    view.show();
    view.resize(view.minimumSizeHint());
    const auto *text = view.findChild<QLabel *>();
    const auto *plot = view.findChild<Sparkline *>();
    QTRY_COMPARE(text->text(), u"Round trip 120 µs"_s);
    QVERIFY(!plot->isVisible());
    view.resize(view.sizeHint().width() - 10, 40);
    QTRY_COMPARE(text->text(), u"Round trip: last 120 µs, median 60 µs, p99 120 µs"_s);
    QVERIFY(!plot->isVisible());
    view.resize(view.sizeHint());
    QTRY_VERIFY(plot->isVisible());
}

QTEST_MAIN(TestRoundTripView)
#include "tst_roundtripview.moc"

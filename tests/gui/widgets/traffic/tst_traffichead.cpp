// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"
#include "tests/support/rows/rowsource.h"
#include "widgets/filter/filteredit.h"
#include "widgets/traffic/trafficactions.h"
#include "widgets/traffic/traffichead.h"

#include <QComboBox>
#include <QLabel>
#include <QRect>
#include <QTest>
#include <QToolButton>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestTrafficHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMovesWhateverTheCountSays_data();
    void nothingMovesWhateverTheCountSays();
};

void TestTrafficHead::nothingMovesWhateverTheCountSays_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {640, 900, 1280, 2560})
        QTest::addRow("%d", width) << width;
}

void TestTrafficHead::nothingMovesWhateverTheCountSays()
{
    QFETCH(const int, width);
    TrafficModel model;
    QWidget window;
    const TrafficActions actions(&window);
    TrafficHead head(model, actions, &window);
    head.resize(width, head.sizeHint().height());
    window.resize(width, 100);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    const auto places = [&head] {
        QList<QRect> all{head.filterField().geometry()};
        const auto buttons =
            head.findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QToolButton *const button : buttons)
            all += button->geometry();
        all += head.findChild<QComboBox *>()->geometry();
        return all;
    };
    const auto before = places();
    for (const auto &count : {u""_s, u"1"_s, u"12 of 4,812"_s, u"100,000 of 1,000,000, paused"_s}) {
        const auto labels = head.findChildren<QLabel *>();
        labels.last()->setText(count);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(places(), before);
    }
    Q_EMIT model.filterProgressed(0.5);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(places(), before);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestTrafficHead)
#include "tst_traffichead.moc"

// SPDX-License-Identifier: MIT
#include "widgets/traffic/trafficdelegate.h"

#include "tests/support/rows/rowsource.h"
#include "widgets/list/listview.h"

#include <QByteArray>
#include <QList>
#include <QPixmap>
#include <QTest>

#include <ctime>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestTrafficDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void litRowsAreDrawnInTime();
};

// Who sends messages chooses what there is to light, often enough to make that dear.
void TestTrafficDelegate::litRowsAreDrawnInTime()
{
    const QList<QByteArray> contents(
        100, QByteArray("\x01 2345678").repeated(108) + QByteArray(44, '#'));
    test::RowSource rows;
    TrafficModel model;
    test::show(model, rows.messages(contents));
    TrafficDelegate delegate(model);
    ListView list;
    list.setModel(&model);
    list.setItemDelegate(&delegate);
    list.resize(1000, 1000);
    list.show();
    const auto drawing = [&] { // in seconds of the processor
        constexpr int drawn = 5;
        const auto begin = std::clock();
        for (int i = 0; i < drawn; ++i)
            (void)list.viewport()->grab();
        return double(std::clock() - begin) / CLOCKS_PER_SEC / drawn;
    };
    (void)drawing();
    const auto plain = drawing();
    model.setFilter(test::filterOf(u"text:#"_s));
    QTRY_COMPARE(model.rowCount(), 100);
    delegate.setNeedle("#");
    const auto lit = drawing();
    qInfo("%.0f ms, without %.0f ms", lit * 1000, plain * 1000);
    QVERIFY(lit < 4 * plain);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestTrafficDelegate)
#include "tst_trafficdelegate.moc"

// SPDX-License-Identifier: MIT
#include "widgets/parts/flowlayout.h"

#include <QTest>
#include <QWidget>

namespace sealcord {

class TestFlowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnInTheNextLine();
    void tooWideForALineStandsAlone();
};

namespace {

QWidget *box(QWidget &parent, int width)
{
    auto *const widget = new QWidget(&parent);
    widget->setFixedSize(width, 20);
    return widget;
}

} // namespace

void TestFlowLayout::goesOnInTheNextLine()
{
    QWidget parent;
    auto *const layout = new FlowLayout(&parent);
    QList<QWidget *> boxes;
    for (const int width : {40, 40, 40}) {
        boxes += box(parent, width);
        layout->addWidget(boxes.last());
    }
    QCOMPARE(layout->heightForWidth(200), 20);
    QCOMPARE(layout->heightForWidth(84), 44);
    QCOMPARE(layout->heightForWidth(83), 68);
    layout->setGeometry({0, 0, 84, 44});
    QCOMPARE(boxes[1]->pos(), QPoint(44, 0));
    QCOMPARE(boxes[2]->pos(), QPoint(0, 24));
}

void TestFlowLayout::tooWideForALineStandsAlone()
{
    QWidget parent;
    auto *const layout = new FlowLayout(&parent);
    auto *const wide = box(parent, 100);
    auto *const other = box(parent, 10);
    layout->addWidget(wide);
    layout->addWidget(other);
    layout->setGeometry({5, 5, 50, 60});
    QCOMPARE(wide->pos(), QPoint(5, 5));
    QCOMPARE(other->pos(), QPoint(5, 29));
    QCOMPARE(layout->minimumSize(), QSize(100, 20));
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestFlowLayout)
#include "tst_flowlayout.moc"

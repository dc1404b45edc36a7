// SPDX-License-Identifier: MIT
#include "widgets/parts/sparkline.h"

#include <QAccessible>
#include <QLocale>
#include <QPalette>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestSparkline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheLastMinute();
    void keepsTheLastOfManyGivenAtOnce();
    void saysItsNewestAndGreatestValue();
    void theGreatestValueReachesTheTop();
    void zeroesStayOnTheGround();
    void nothingIsDrawnOfNothing();

private:
    static constexpr int height = 40;

    // The highest row that has a pixel of the line at the newest value; `height` without one.
    [[nodiscard]] static int topAtTheRight(Sparkline &line);
};

void TestSparkline::init()
{
    QLocale::setDefault(QLocale::c());
}

int TestSparkline::topAtTheRight(Sparkline &line)
{
    line.setFixedSize(120, height);
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::Mid, Qt::black); // the ground
    palette.setColor(QPalette::Highlight, Qt::red);
    line.setPalette(palette);
    line.setAutoFillBackground(true);
    const auto image = line.grab().toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = image.width() - 5; x < image.width(); ++x) {
            const auto pixel = image.pixelColor(x, y);
            if (pixel.red() > 200 && pixel.green() < 150)
                return y;
        }
    }
    return height;
}

void TestSparkline::keepsTheLastMinute()
{
    Sparkline line;
    for (int second = 0; second < 100; ++second)
        line.append(second);
    QCOMPARE(line.values().size(), Sparkline::kept);
    QCOMPARE(line.values().front(), 40.0);
    QCOMPARE(line.values().back(), 99.0);
}

void TestSparkline::keepsTheLastOfManyGivenAtOnce()
{
    Sparkline line;
    std::deque<double> values(Sparkline::kept, 1.0);
    values.push_back(2);
    line.setValues(values);
    QCOMPARE(line.values().size(), Sparkline::kept);
    QCOMPARE(line.values().back(), 2.0);
}

void TestSparkline::saysItsNewestAndGreatestValue()
{
    Sparkline line;
    const auto said = [&line] {
        return QAccessible::queryAccessibleInterface(&line)->text(QAccessible::Description);
    };
    QCOMPARE(said(), QString());
    line.append(412);
    line.append(3.5);
    QCOMPARE(said(), u"Now 3.5, at most 412.0"_s);
    line.setValues({7});
    QCOMPARE(said(), u"Now 7.0, at most 7.0"_s);
    line.setValues({});
    QCOMPARE(said(), QString());
}

void TestSparkline::theGreatestValueReachesTheTop()
{
    Sparkline line;
    line.setValues({1, 5, 10'000, 10'000, 10'000});
    QVERIFY(topAtTheRight(line) <= 3);
    line.setValues({10'000, 5'000, 5'000, 5'000, 5'000});
    const auto half = topAtTheRight(line);
    QVERIFY2(half > height / 3 && half < height * 2 / 3, qPrintable(QString::number(half)));
}

void TestSparkline::zeroesStayOnTheGround()
{
    Sparkline line;
    line.setValues({0, 0, 0, 0});
    QVERIFY(topAtTheRight(line) >= height - 4);
}

void TestSparkline::nothingIsDrawnOfNothing()
{
    Sparkline line;
    QCOMPARE(topAtTheRight(line), height);
}

QTEST_MAIN(TestSparkline)
#include "tst_sparkline.moc"

// SPDX-License-Identifier: MIT
#include "core/net/stream/turnqueue.h"

#include <QTest>

#include <deque>
#include <random>

using namespace sealcord;

class TestTurnQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFirstInFirstOut();
};

// As the plainest queue is.
void TestTurnQueue::isFirstInFirstOut()
{
    std::mt19937 random(1);
    TurnQueue queue;
    std::deque<StreamNumber> plain;
    for (StreamNumber number = 1; number < 100'000; ++number) {
        if (random() % 2 == 0) {
            queue.push(number);
            plain.push_back(number);
        } else if (!plain.empty()) {
            QCOMPARE(queue.pop(), plain.front());
            plain.pop_front();
        }
        QCOMPARE(queue.isEmpty(), plain.empty());
    }
}

QTEST_APPLESS_MAIN(TestTurnQueue)
#include "tst_turnqueue.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/watch/standingquestion.h"

#include <QTest>

using namespace sealcord;
using namespace std::chrono_literals;

namespace {

TrafficBatch withGap()
{
    TrafficBatch batch;
    batch.rows.emplace_back().kind = TrafficRow::Kind::Gap;
    return batch;
}

} // namespace

class TestStandingQuestion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyAsksWhereNothingIsMissing();
    void whateverIsMissingIsAReason();
    void asksOnceASecondAndForgetsNoGap();
};

static const StandingQuestion::Clock::time_point start{1h};

void TestStandingQuestion::nobodyAsksWhereNothingIsMissing()
{
    StandingQuestion question;
    TrafficBatch batch;
    batch.rows.emplace_back();
    batch.news.emplace_back();
    QVERIFY(!question.isDue(batch, start));
    QCOMPARE(batch.question, 0);
}

void TestStandingQuestion::whateverIsMissingIsAReason()
{
    auto gap = withGap();
    QVERIFY(StandingQuestion().isDue(gap, start));
    TrafficBatch unseen;
    unseen.unseen.connections = 1;
    QVERIFY(StandingQuestion().isDue(unseen, start));
    TrafficBatch left;
    left.unseen.news = 1;
    QVERIFY(StandingQuestion().isDue(left, start));
}

void TestStandingQuestion::asksOnceASecondAndForgetsNoGap()
{
    StandingQuestion question;
    auto first = withGap();
    QVERIFY(question.isDue(first, start));
    QCOMPARE(first.question, 1);
    auto soon = withGap();
    QVERIFY(!question.isDue(soon, start + 999ms));
    QCOMPARE(soon.question, 0);
    TrafficBatch later;
    QVERIFY(question.isDue(later, start + 1s));
    QCOMPARE(later.question, 2);
    TrafficBatch last;
    QVERIFY(!question.isDue(last, start + 1h));
}

QTEST_APPLESS_MAIN(TestStandingQuestion)
#include "tst_standingquestion.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficfind.h"

#include "core/traffic/models/trafficmodel.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/rowsource.h"

#include <QTest>

#include <string>

using namespace sealcord;
using namespace sealcord::test;

namespace {

using Outcome = FindResult::Outcome;

TrafficBatch batchOf(std::span<const std::string> texts)
{
    TrafficBatch batch;
    for (const auto &text : texts) {
        TrafficRow row;
        row.number = batch.rows.size() + 1;
        row.content = bytesOf(text);
        batch.rows.push_back(row);
    }
    return batch;
}

} // namespace

class TestTrafficFind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inContent_data();
    void inContent();
    void goesBothWaysAndEnds();
    void findsTheSentenceOfAnEvent();
    void largeContentIsSearchedInSteps();
    void manyRowsAreSearchedInSteps();
    void sentencesCostMoreThanTheirBytes();
    void nothingIsFoundWithoutAPattern();
};

void TestTrafficFind::inContent_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("isCaseSensitive");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("expected");
    QTest::newRow("first") << QByteArray("lo") << true << 0 << 3;
    QTest::newRow("further") << QByteArray("lo") << true << 4 << 9;
    QTest::newRow("nowhere") << QByteArray("lol") << true << 0 << 11;
    QTest::newRow("case matters") << QByteArray("hello") << true << 0 << 11;
    QTest::newRow("case does not") << QByteArray("hEllO") << false << 0 << 0;
    QTest::newRow("behind the end") << QByteArray("lo") << true << 20 << 11;
    QTest::newRow("no pattern") << QByteArray() << true << 0 << 11;
}

void TestTrafficFind::inContent()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, isCaseSensitive);
    QFETCH(int, from);
    const auto found =
        find(bytesOf("Hello hallo"), {pattern, isCaseSensitive}, static_cast<std::size_t>(from));
    QTEST(static_cast<int>(found), "expected");
}

void TestTrafficFind::goesBothWaysAndEnds()
{
    const std::vector<std::string> texts{"abc", "x", "abd", "y"};
    TrafficModel model;
    show(model, batchOf(texts));
    const FindPattern pattern{"ab"};
    const auto at = [&](int from, bool forward) {
        const auto result = find(model, pattern, {from}, forward);
        return result.outcome == Outcome::Found ? result.at.row : -1;
    };
    QCOMPARE(at(0, true), 0);
    QCOMPARE(at(1, true), 2);
    QCOMPARE(at(3, true), -1);
    QCOMPARE(at(3, false), 2);
    QCOMPARE(at(1, false), 0);
    QCOMPARE(at(-1, false), -1);
    QCOMPARE(at(4, true), -1);
}

void TestTrafficFind::findsTheSentenceOfAnEvent()
{
    TrafficBatch batch;
    TrafficRow row;
    row.kind = TrafficRow::Kind::Gap; // has a sentence, but nothing happened there
    row.missing = 1;
    batch.rows.push_back(row);
    row.kind = TrafficRow::Kind::Notice;
    row.event = EventKind::Started;
    row.content = bytesOf("0.0.0.0:1337");
    batch.rows.push_back(row);
    TrafficModel model;
    show(model, batch);
    QCOMPARE(find(model, {"LISTENING on 0.0", false}, {}, true).at.row, 1);
    QCOMPARE(find(model, {"message"}, {}, true).outcome, Outcome::NotFound);
}

void TestTrafficFind::largeContentIsSearchedInSteps()
{
    std::vector<std::string> texts{{}, "abc"};
    texts[0].resize(10'000'000, 'a');
    TrafficModel model;
    show(model, batchOf(texts));
    const auto firstEnd = find(model, {"xyz"}, {}, true).at.offset;
    QVERIFY(firstEnd > 0 && firstEnd <= 1024 * 1024);
    texts[0].replace(firstEnd + 1, 3, "xyz"); // across the end of a step

    const auto search = [&](const QByteArray &bytes) {
        auto result = FindResult{Outcome::Unfinished, {}};
        int steps = 0;
        for (; result.outcome == Outcome::Unfinished; ++steps)
            result = find(model, {bytes}, result.at, true);
        return std::tuple(result.outcome, result.at.row, steps);
    };
    const auto [outcome, row, steps] = search("xyz");
    QCOMPARE(outcome, Outcome::Found);
    QCOMPARE(row, 0);
    const auto [endOutcome, endRow, endSteps] = search("abc");
    QCOMPARE(endOutcome, Outcome::Found);
    QCOMPARE(endRow, 1);
    QCOMPARE_GE(endSteps, 10);
}

void TestTrafficFind::manyRowsAreSearchedInSteps()
{
    const std::vector<std::string> texts(50'000, "a");
    TrafficModel model;
    show(model, batchOf(texts));
    QCOMPARE(model.rowCount({}), 50'000);
    auto result = find(model, {"b"}, {}, true);
    QCOMPARE(result.outcome, Outcome::Unfinished);
    QVERIFY(result.at.row > 0 && result.at.row < 50'000);
    while (result.outcome == Outcome::Unfinished)
        result = find(model, {"b"}, result.at, true);
    QCOMPARE(result.outcome, Outcome::NotFound);
}

// Each is written, translated, before it is looked at.
void TestTrafficFind::sentencesCostMoreThanTheirBytes()
{
    TrafficBatch batch;
    batch.rows.resize(1000);
    for (std::size_t index = 0; index < batch.rows.size(); ++index) {
        batch.rows[index].number = index + 1;
        batch.rows[index].kind = TrafficRow::Kind::Notice;
        batch.rows[index].event = EventKind::Started;
    }
    TrafficModel model;
    show(model, batch);
    QCOMPARE(model.rowCount({}), 1000);
    const auto result = find(model, {"nowhere"}, {}, true);
    QCOMPARE(result.outcome, Outcome::Unfinished);
    QVERIFY(result.at.row > 0);
}

void TestTrafficFind::nothingIsFoundWithoutAPattern()
{
    const std::vector<std::string> texts{"a"};
    TrafficModel model;
    show(model, batchOf(texts));
    QCOMPARE(find(model, {}, {}, true).outcome, Outcome::NotFound);
}

QTEST_GUILESS_MAIN(TestTrafficFind)
#include "tst_trafficfind.moc"

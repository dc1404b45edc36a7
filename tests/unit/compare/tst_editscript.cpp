// SPDX-License-Identifier: MIT
#include "core/compare/editscript.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace sealcord;

namespace {

// The edits that the plainest way finds: a table of all beginnings.
std::size_t fewestEdits(const std::string &first, const std::string &second)
{
    std::vector<std::size_t> last(second.size() + 1);
    for (std::size_t j = 0; j <= second.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= first.size(); ++i) {
        auto row = last;
        row[0] = i;
        for (std::size_t j = 1; j <= second.size(); ++j)
            row[j] =
                first[i - 1] == second[j - 1] ? last[j - 1] : std::min(last[j], row[j - 1]) + 1;
        last = std::move(row);
    }
    return last.back();
}

std::vector<EditBox> script(const std::string &first, const std::string &second, Effort &effort)
{
    return EditScript<char>(first, second, effort).find();
}

std::size_t editsIn(const std::vector<EditBox> &boxes)
{
    std::size_t count = 0;
    for (const auto &box : boxes)
        count += box.firstEnd - box.first + box.secondEnd - box.second;
    return count;
}

// The second one, made of the first.
std::string applied(
    const std::vector<EditBox> &boxes, const std::string &first, const std::string &second)
{
    std::string made;
    std::size_t at = 0;
    for (const auto &box : boxes) {
        made += first.substr(at, box.first - at)
            + second.substr(box.second, box.secondEnd - box.second);
        at = box.firstEnd;
    }
    return made + first.substr(at);
}

class RandomText
{
public:
    std::string operator()(std::size_t most, unsigned long letters)
    {
        std::string text(m_random() % (most + 1), '\0');
        for (auto &letter : text)
            letter = char('a' + char(m_random() % letters));
        return text;
    }

private:
    std::mt19937 m_random{1};
};

} // namespace

class TestEditScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsAsFewEditsAsAnyWay_data();
    void needsAsFewEditsAsAnyWay();
    void givesUpWhenTheEffortIsSpent();
};

void TestEditScript::needsAsFewEditsAsAnyWay_data()
{
    QTest::addColumn<unsigned long>("letters");
    for (const unsigned long letters : {1UL, 2UL, 3UL, 10UL})
        QTest::addRow("%lu letters", letters) << letters;
}

void TestEditScript::needsAsFewEditsAsAnyWay()
{
    QFETCH(const unsigned long, letters);
    RandomText text;
    for (int round = 0; round < 3000; ++round) {
        const auto first = text(24, letters);
        const auto second = text(24, letters);
        Effort effort(1'000'000);
        const auto boxes = script(first, second, effort);
        QVERIFY(!effort.isSpent());
        QCOMPARE(applied(boxes, first, second), second);
        QCOMPARE(editsIn(boxes), fewestEdits(first, second));
        for (std::size_t i = 1; i < boxes.size(); ++i)
            QVERIFY(boxes[i].first > boxes[i - 1].firstEnd);
    }
}

void TestEditScript::givesUpWhenTheEffortIsSpent()
{
    RandomText text;
    for (quint64 steps = 0; steps < 60; ++steps) {
        const auto first = "begin" + text(24, 3) + "end";
        const auto second = "begin" + text(24, 3) + "end";
        Effort effort(steps);
        const auto boxes = script(first, second, effort);
        QCOMPARE(applied(boxes, first, second), second);
        QVERIFY(boxes.empty() || boxes.front().first >= 5);
    }
    Effort none(0);
    QCOMPARE(script("xabcx", "xbcdx", none), (std::vector<EditBox>{{1, 4, 1, 4}}));
}

QTEST_APPLESS_MAIN(TestEditScript)
#include "tst_editscript.moc"

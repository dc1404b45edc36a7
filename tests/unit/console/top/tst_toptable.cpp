// SPDX-License-Identifier: MIT
#include "console/top/toptable.h"
#include "tests/unit/console/top/toptestdata.h"

#include <QTest>

#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Kind = TopKey::Kind;
using Numbers = std::vector<ConnectionId>;

class TestTopTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsInto_data();
    void fitsInto();
    void linesAreAsWideAsTheScreen_data();
    void linesAreAsWideAsTheScreen();
    void eightyCellsTellWhoAndHowMuch();
    void aLargeScreenHasAllColumns();
    void theSortedColumnIsShown();
    void orders_data();
    void orders();
    void filters();
    void selectionStaysWithItsAgent();
    void whoGoesIsFollowedByTheNext();
    void selectionIsOnTheScreen();

private:
    [[nodiscard]] static Numbers shown(const TopTable &table);
    void press(TopTable &table, Kind kind, int times = 1) const;
};

Numbers TestTopTable::shown(const TopTable &table)
{
    Numbers numbers;
    for (const auto *agent : table.shown())
        numbers.push_back(agent->connection);
    return numbers;
}

void TestTopTable::press(TopTable &table, Kind kind, int times) const
{
    for (int i = 0; i < times; ++i)
        QVERIFY(table.press({kind}, 10));
}

void TestTopTable::fitsInto_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utf8");
    QTest::addColumn<QString>("ascii");

    QTest::newRow("short") << u"ab"_s << u"ab      "_s << u"ab      "_s;
    QTest::newRow("full") << u"abcdefgh"_s << u"abcdefgh"_s << u"abcdefgh"_s;
    QTest::newRow("long") << u"abcdefghi"_s << u"abcdefg…"_s << u"abcdefg~"_s;
    QTest::newRow("beyond ASCII") << u"aé"_s << u"aé      "_s << u"a~      "_s;
    QTest::newRow("wide") << u"日本語日"_s << u"日本語日"_s << u"~       "_s;
    QTest::newRow("wide and long") << u"日本語日本"_s << u"日本語… "_s << u"~       "_s;
    QTest::newRow("combining") << u"e\u0301e\u0301"_s << u"e\u0301e\u0301      "_s << u"e~      "_s;
    QTest::newRow("commands") << u"\x1b[2J\u202e\u009b"_s << u"?[2J??  "_s << u"?[2J~   "_s;
    QTest::newRow("spaces") << u"1\u202f2\u00a03"_s << u"1 2 3   "_s << u"1 2 3   "_s;
    QTest::newRow("none") << u""_s << u"        "_s << u"        "_s;
}

void TestTopTable::fitsInto()
{
    QFETCH(QString, text);
    QFETCH(QString, utf8);
    QFETCH(QString, ascii);
    QCOMPARE(fitted(text, 8, TopCharset::Utf8), utf8);
    QCOMPARE(fitted(text, 8, TopCharset::Ascii), ascii);
    QCOMPARE(fitted(text, 0, TopCharset::Utf8), QString());
    QCOMPARE(fitted(u"a"_s, 3, TopCharset::Ascii, TopAlign::Right), u"  a"_s);
}

void TestTopTable::linesAreAsWideAsTheScreen_data()
{
    QTest::addColumn<int>("width");

    for (const int width : {0, 1, 10, 20, 21, 22, 40, 79, 80, 81, 132, 300})
        QTest::addRow("%d", width) << width;
}

void TestTopTable::linesAreAsWideAsTheScreen()
{
    QFETCH(int, width);
    TopTable table;
    table.agents().take(
        topClients({with(topClient(1'234'567), u"agent"_s, QString(99, u'x'))}), {});
    for (const auto &line : table.lines({width, 5}, TopCharset::Ascii))
        QCOMPARE(line.text.size(), width);
    for (int i = 0; i < topColumns; ++i) {
        press(table, Kind::Right);
        for (const auto &line : table.lines({width, 5}, TopCharset::Ascii))
            QCOMPARE(line.text.size(), width);
    }
}

void TestTopTable::eightyCellsTellWhoAndHowMuch()
{
    TopTable table;
    const auto named = with(topClient(12), u"claimed_name"_s, u"pump"_s);
    table.agents().take(topClients({topClient(1, 0, 0), named}), {});
    table.agents().take(
        topClients({topClient(1, 2'000'000, 3000), named}), TopAgents::Clock::time_point(1s));
    const auto lines = table.lines({80, 24}, TopCharset::Ascii);
    QCOMPARE(lines.size(), 3U);
    QCOMPARE(lines[0].text,
        u"^NO AGENT            PROTECTION       MSG IN MSG OUT   RATE IN  RATE OUT    LAST"_s);
    QCOMPARE(lines[1].text,
        u"  1 127.0.0.1:50001  first contact    2.00 M       0 3.00 kB/s         -     now"_s);
    QCOMPARE(lines[2].text,
        u" 12 \"pump\"           first contact         0       0         -         -       -"_s);
    QCOMPARE(lines[0].style, TopStyle::Titles);
    QCOMPARE(lines[1].style, TopStyle::Selected);
    QCOMPARE(lines[2].style, TopStyle::Plain);
    table.agents().take(
        topClients(
            {topClient(1), with(topClient(2), u"protection"_s, u"encrypted, not authenticated"_s)}),
        {});
    QCOMPARE(table.lines({80, 24}, TopCharset::Ascii)[2].style, TopStyle::Doubtful);
}

void TestTopTable::aLargeScreenHasAllColumns()
{
    TopTable table;
    table.agents().take(topClients({topClient(1)}), {});
    const auto titles = table.lines({200, 24}, TopCharset::Utf8).front().text;
    for (const auto *title :
        {"▲NO", "AGENT", "ADDRESS", "PROTECTION", "AGE", "MSG IN", "MSG OUT", "BYTES IN",
            "BYTES OUT", "MSG/S IN", "MSG/S OUT", "RATE IN", "RATE OUT", "LAST", "STREAMS"})
        QVERIFY2(titles.contains(QString::fromUtf8(title)), title);
}

void TestTopTable::theSortedColumnIsShown()
{
    TopTable table;
    table.agents().take(topClients({topClient(1)}), {});
    QVERIFY(!table.lines({80, 24}, TopCharset::Ascii).front().text.contains(u"BYTES"));
    press(table, Kind::Right, static_cast<int>(TopColumn::BytesOut));
    QVERIFY(table.lines({80, 24}, TopCharset::Ascii).front().text.contains(u"vBYTES OUT"));
    QVERIFY(table.press({Kind::Character, U'r'}, 10));
    QVERIFY(table.lines({80, 24}, TopCharset::Ascii).front().text.contains(u"^BYTES OUT"));
}

void TestTopTable::orders_data()
{
    QTest::addColumn<TopColumn>("column");
    QTest::addColumn<Numbers>("order");

    QTest::newRow("number") << TopColumn::Number << Numbers{1, 2, 3};
    QTest::newRow("name") << TopColumn::Name << Numbers{3, 2, 1}; // without one: last
    QTest::newRow("address") << TopColumn::Address << Numbers{1, 2, 3};
    QTest::newRow("protection") << TopColumn::Protection << Numbers{3, 2, 1};
    QTest::newRow("age") << TopColumn::Age << Numbers{2, 1, 3};
    QTest::newRow("messages") << TopColumn::MessagesIn << Numbers{2, 3, 1};
    QTest::newRow("bytes") << TopColumn::BytesIn << Numbers{3, 2, 1};
    QTest::newRow("out") << TopColumn::MessagesOut << Numbers{1, 2, 3}; // equal: who came first
    QTest::newRow("bytes out") << TopColumn::BytesOut << Numbers{1, 2, 3};
    QTest::newRow("rate") << TopColumn::MessageRateIn << Numbers{3, 1, 2};
    QTest::newRow("rate out") << TopColumn::MessageRateOut << Numbers{1, 2, 3};
    QTest::newRow("byte rate") << TopColumn::ByteRateIn << Numbers{2, 3, 1};
    QTest::newRow("byte rate out") << TopColumn::ByteRateOut << Numbers{1, 2, 3};
    QTest::newRow("streams") << TopColumn::Streams << Numbers{3, 2, 1};
    QTest::newRow("last") << TopColumn::Last << Numbers{3, 1, 2}; // never: last
}

void TestTopTable::orders()
{
    QFETCH(TopColumn, column);
    QFETCH(Numbers, order);
    TopTable table;
    auto first = topClient(1, 10, 100);
    auto second = with(topClient(2, 300, 500), u"agent"_s, u"pump"_s);
    auto third = with(topClient(3, 20, 600), u"claimed_name"_s, u"x"_s);
    first[u"protection"_s] = u"verified"_s;
    second[u"protection"_s] = u"pinned"_s;
    second[u"age_ms"_s] = 8000;
    third[u"age_ms"_s] = 6000;
    second[u"streams"_s] = 3;
    third[u"streams"_s] = 12;
    table.agents().take(topClients({with(topClient(1, 5, 100), u"a"_s, 0), topClient(2, 300, 0),
                            topClient(3, 0, 200)}),
        {});
    table.agents().take(topClients({first, second, third}), TopAgents::Clock::time_point(1s));
    QVERIFY(true);
    press(table, Kind::Right, static_cast<int>(column));
    if (column == TopColumn::Last) { // the first one was active earlier
        third[u"messages_in"_s] = 21;
        table.agents().take(topClients({first, second, third}), TopAgents::Clock::time_point(2s));
    }
    QCOMPARE(shown(table), order);
    QVERIFY(table.press({Kind::Character, U'r'}, 10));
    QCOMPARE(table.order().isReversed, true);
    press(table, Kind::Left);
    QVERIFY(!table.order().isReversed); // another column begins its own way
}

void TestTopTable::filters()
{
    TopTable table;
    table.agents().take(topClients({topClient(1), with(topClient(2), u"agent"_s, u"Pump 3"_s),
                            with(topClient(3), u"protection"_s, u"verified"_s)}),
        {});
    for (const auto &[filter, numbers] :
        {std::pair(u""_s, Numbers{1, 2, 3}), std::pair(u"pump"_s, Numbers{2}),
            std::pair(u"3"_s, Numbers{2, 3}), std::pair(u":50001"_s, Numbers{1}),
            std::pair(u"VERI"_s, Numbers{3}), std::pair(u"nobody"_s, Numbers{})}) {
        table.setFilter(filter);
        QCOMPARE(shown(table), numbers);
    }
    QVERIFY(!table.selected());
    press(table, Kind::Down);
    QCOMPARE(table.lines({80, 24}, TopCharset::Ascii).size(), 1U);
}

void TestTopTable::selectionStaysWithItsAgent()
{
    TopTable table;
    table.agents().take(topClients({topClient(1), topClient(2, 5), topClient(3)}), {});
    QCOMPARE(table.selected()->connection, 1U);
    press(table, Kind::Down);
    QCOMPARE(table.selected()->connection, 2U);
    press(table, Kind::Right, static_cast<int>(TopColumn::MessagesIn));
    QCOMPARE(shown(table).front(), 2U);
    QCOMPARE(table.selected()->connection, 2U);
    table.agents().take(topClients({topClient(2), topClient(4, 9)}), {});
    QCOMPARE(table.selected()->connection, 2U);
    press(table, Kind::Up, 5);
    QCOMPARE(table.selected()->connection, 4U);
    press(table, Kind::End);
    QCOMPARE(table.selected()->connection, 2U);
}

void TestTopTable::whoGoesIsFollowedByTheNext()
{
    TopTable table;
    table.agents().take(topClients({topClient(1), topClient(2), topClient(3)}), {});
    press(table, Kind::Down);
    std::ignore = table.lines({80, 24}, TopCharset::Ascii);
    table.agents().take(topClients({topClient(1), topClient(3)}), {});
    QCOMPARE(table.selected()->connection, 3U);
    table.agents().take(topClients({topClient(1)}), {});
    QCOMPARE(table.selected()->connection, 1U);
}

void TestTopTable::selectionIsOnTheScreen()
{
    QJsonArray clients;
    for (int i = 1; i <= 100; ++i)
        clients.append(topClient(i));
    TopTable table;
    table.agents().take(topClients(clients), {});
    const auto isSelectedShown = [&table](const TopSize &size) {
        const auto lines = table.lines(size, TopCharset::Ascii);
        return static_cast<int>(lines.size()) <= std::max(size.rows, 2)
            && std::ranges::count(lines, TopStyle::Selected, &TopLine::style) == 1;
    };
    for (const auto kind : {Kind::Home, Kind::Down, Kind::PageDown, Kind::End, Kind::Up,
             Kind::PageUp, Kind::PageUp, Kind::Home}) {
        press(table, kind);
        QVERIFY(isSelectedShown({80, 21}));
    }
    press(table, Kind::End);
    QVERIFY(isSelectedShown({80, 21}));
    // A smaller screen, a larger one, which shows as many as it can.
    QVERIFY(isSelectedShown({80, 5}));
    QVERIFY(isSelectedShown({80, 1}));
    QVERIFY(isSelectedShown({80, 60}));
    QCOMPARE(table.lines({80, 60}, TopCharset::Ascii).size(), 60U);
}

QTEST_GUILESS_MAIN(TestTopTable)

#include "tst_toptable.moc"

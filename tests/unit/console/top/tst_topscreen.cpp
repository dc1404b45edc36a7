// SPDX-License-Identifier: MIT
#include "console/top/topscreen.h"
#include "tests/unit/console/top/toptestdata.h"

#include <QTest>

#include <optional>
#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Kind = TopKey::Kind;

class TestTopScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headTellsOfTheServer();
    void fillsAnyScreen_data();
    void fillsAnyScreen();
    void serverGoesAndComes();
    void filterIsTyped();
    void kicksAfterAQuestion();
    void noticeStaysUntilAKey();
    void helpIsShown();
    void messagesAreFollowed();
    void streamsStandAboveTheMessages();
    void messagesScroll();
    void strangersMessagesAreNotObeyed();
    void leaves();

private:
    static constexpr TopSize usual{80, 24};

    static void fill(TopScreen &screen);
    static std::optional<TopWish> press(TopScreen &screen, char32_t character);
    static std::optional<TopWish> press(TopScreen &screen, Kind kind);
    static QString text(TopScreen &screen, const TopSize &size = usual);
    static std::string message(const std::string &base64, int length);
};

void TestTopScreen::fill(TopScreen &screen)
{
    screen.takeStatus(R"({"address":"127.0.0.1:1337","version":"1.2","protocol":"both",)"
                      R"("max_connections":1000})");
    screen.takeClients(topClients({topClient(1), with(topClient(2), u"agent"_s, u"pump"_s)}), {});
}

std::optional<TopWish> TestTopScreen::press(TopScreen &screen, char32_t character)
{
    return screen.press({Kind::Character, character}, usual);
}

std::optional<TopWish> TestTopScreen::press(TopScreen &screen, Kind kind)
{
    return screen.press({kind}, usual);
}

QString TestTopScreen::text(TopScreen &screen, const TopSize &size)
{
    QString text;
    for (const auto &line : screen.lines(size))
        text += line.text + u'\n';
    return text;
}

std::string TestTopScreen::message(const std::string &base64, int length)
{
    return R"({"time":"2026-11-24T10:42:27.123Z","elapsed_ns":1,"level":"info","program":"server",)"
           R"("event":"message","peer":"127.0.0.1:5","connection":2,"direction":"in","length":)"
        + std::to_string(length) + R"(,"bytes":")" + base64 + "\"}";
}

void TestTopScreen::headTellsOfTheServer()
{
    TopScreen screen(TopCharset::Ascii);
    QVERIFY(text(screen).startsWith(u"Waiting for the server's answer"));
    fill(screen);
    QCOMPARE(screen.lines(usual)[0].text.trimmed(),
        u"127.0.0.1:1337: 2 of 1,000 connected, 0 in handshakes. sealcord 1.2, both"_s);
    QCOMPARE(screen.lines(usual)[1].text.trimmed(), u"In all: in 0/s, 0 B/s; out 0/s, 0 B/s"_s);
}

void TestTopScreen::fillsAnyScreen_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");

    QTest::newRow("usual") << 80 << 24;
    QTest::newRow("large") << 250 << 70;
    QTest::newRow("tiny") << 1 << 1;
    QTest::newRow("narrow") << 5 << 40;
    QTest::newRow("flat") << 200 << 3;
    QTest::newRow("none") << 0 << 0;
}

void TestTopScreen::fillsAnyScreen()
{
    QFETCH(int, columns);
    QFETCH(int, rows);
    for (const auto *keys : {"", "?", "/x", "k", "\n"}) {
        TopScreen screen(TopCharset::Ascii);
        fill(screen);
        for (const char key : std::string_view(keys))
            std::ignore = key == '\n' ? press(screen, Kind::Enter)
                                      : press(screen, static_cast<char32_t>(key));
        const auto lines = screen.lines({columns, rows});
        QCOMPARE(lines.size(), static_cast<std::size_t>(rows));
        for (const auto &line : lines)
            QCOMPARE(line.text.size(), columns);
    }
}

void TestTopScreen::serverGoesAndComes()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    std::ignore = press(screen, Kind::Enter);
    screen.loseServer(u"/run/c.sock"_s);
    QVERIFY(!screen.followed()); // its number will be another's
    const auto gone = text(screen);
    QVERIFY2(
        gone.startsWith(u"The server has gone, waiting for it at /run/c.sock"), qPrintable(gone));
    QVERIFY(!gone.contains(u"pump"));
    QVERIFY(!press(screen, Kind::Enter));
    QVERIFY(!press(screen, U'k'));
    fill(screen);
    QVERIFY(text(screen).startsWith(u"127.0.0.1:1337: 2 of"));
}

void TestTopScreen::filterIsTyped()
{
    TopScreen screen(TopCharset::Utf8);
    fill(screen);
    std::ignore = press(screen, U'/');
    for (const auto character : {U'q', U'ü'}) // no key of the table here
        QVERIFY(!press(screen, character));
    QVERIFY(text(screen).contains(u"Filter: qü_"));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!press(screen, Kind::Backspace));
    for (const auto character : {U'p', U'u'})
        std::ignore = press(screen, character);
    QVERIFY(!press(screen, Kind::Enter));
    const auto filtered = text(screen);
    QVERIFY2(filtered.contains(u"Shown: 1 with \"pu\""), qPrintable(filtered));
    QVERIFY(!filtered.contains(u"50001"));
    QVERIFY(!press(screen, Kind::Escape));
    QVERIFY(text(screen).contains(u"50001"));
}

void TestTopScreen::kicksAfterAQuestion()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    std::ignore = press(screen, Kind::Down);
    QVERIFY(!press(screen, U'k'));
    QVERIFY(text(screen).contains(u"Say goodbye to 2, pump (127.0.0.1:50002)? y/n"));
    QVERIFY(!press(screen, U'n'));
    QVERIFY(!text(screen).contains(u"goodbye"));
    QVERIFY(!press(screen, U'y')); // without a question

    QVERIFY(!press(screen, U'k'));
    screen.takeClients(topClients({topClient(1)}), {}); // it goes while it is asked about
    const auto wish = press(screen, U'y');
    QVERIFY(wish && wish->kind == TopWish::Kind::Kick);
    QCOMPARE(wish->connection, 2U);
}

void TestTopScreen::noticeStaysUntilAKey()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    screen.say(u"there is no connection 7\x1b"_s);
    QVERIFY(text(screen).contains(u"there is no connection 7\\x1b"));
    fill(screen);
    QVERIFY(text(screen).contains(u"there is no connection 7"));
    std::ignore = press(screen, Kind::Down);
    QVERIFY(!text(screen).contains(u"there is no connection 7"));
}

void TestTopScreen::helpIsShown()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    QVERIFY(!press(screen, U'?'));
    for (const auto &line : screen.lines(usual))
        QVERIFY2(!line.text.contains(u'~'), qPrintable(line.text)); // it fits
    QVERIFY(text(screen).contains(u"Any key goes back"));
    QVERIFY(!press(screen, U'q'));
    QVERIFY(text(screen).contains(u"pump"));
}

void TestTopScreen::messagesAreFollowed()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    screen.takeMessage(message("aGVsbG8=", 5)); // nobody wants it
    std::ignore = press(screen, Kind::Down);
    const auto wish = press(screen, Kind::Enter);
    QVERIFY(wish && wish->kind == TopWish::Kind::Follow);
    QCOMPARE(wish->connection, 2U);
    QCOMPARE(screen.followed(), std::optional<ConnectionId>(2));
    QVERIFY(text(screen).contains(u"Waiting for the server"));
    screen.beginMessages();
    QVERIFY(text(screen).contains(u"Nothing since you look"));
    screen.takeMessage(message("aGVsbG8=", 5));
    screen.takeMessage("no record");
    const auto followed = text(screen);
    QVERIFY2(followed.contains(u".123  in       5 B  hello "), qPrintable(followed));
    QVERIFY2(followed.contains(u"Connection 2, pump (127.0.0.1:50002), first contact, for 0:07 "),
        qPrintable(followed));
    QCOMPARE(followed.count(u"hello"), 1);
    screen.takeClients(topClients({topClient(1)}), {});
    QVERIFY(text(screen).contains(u"Connection 2 has ended"));
    const auto back = press(screen, Kind::Escape);
    QVERIFY(back && back->kind == TopWish::Kind::Unfollow);
    QVERIFY(!screen.followed());
}

void TestTopScreen::streamsStandAboveTheMessages()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    screen.takeClients(topClients({with(topClient(1), u"streams"_s, 3), topClient(2)}), {});
    QVERIFY(screen.lines(usual)[1].text.trimmed().endsWith(u"out 0/s, 0 B/s; streams 3"_s));
    std::ignore = press(screen, Kind::Enter);
    const QByteArray streams = R"({"streams":[{"stream":3,"target":"web","bytes_in":1,)"
                               R"("bytes_out":2,"age_ms":1000,"state":"open"}],"unlisted":0})";
    screen.takeStreams(2, streams, {}); // of another connection
    QVERIFY(!text(screen).contains(u"STREAM"));
    screen.takeStreams(1, streams, {});
    screen.takeMessage(message("aGVsbG8=", 5));
    const auto shown = text(screen).split(u'\n');
    QVERIFY(shown[2].contains(u"STREAM TARGET"));
    QVERIFY2(shown[3].contains(u"3 web "), qPrintable(shown[3]));
    QVERIFY(shown[4].contains(u"hello"));
    std::ignore = press(screen, Kind::Escape);
    std::ignore = press(screen, Kind::Down);
    std::ignore = press(screen, Kind::Enter);
    QVERIFY(!text(screen).contains(u"STREAM TARGET")); // those were the other's
}

void TestTopScreen::messagesScroll()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    std::ignore = press(screen, Kind::Enter);
    for (int i = 101; i <= 200; ++i) {
        const auto content = "no " + QByteArray::number(i);
        screen.takeMessage(message(content.toBase64().toStdString(), 6));
    }
    QVERIFY(text(screen).contains(u"no 200"));
    std::ignore = press(screen, Kind::Home);
    QVERIFY(text(screen).contains(u"no 101"));
    screen.takeMessage(message("aGVsbG8=", 5));
    QVERIFY(text(screen).contains(u"no 101")); // what is looked at stays
    std::ignore = press(screen, Kind::End);
    QVERIFY(text(screen).contains(u"hello"));
    for (std::size_t i = 0; i < TopMessages::mostKept; ++i)
        screen.takeMessage(message("d29ybGQ=", 5));
    std::ignore = press(screen, Kind::Home);
    QVERIFY(!text(screen).contains(u"hello")); // no more is kept
}

void TestTopScreen::strangersMessagesAreNotObeyed()
{
    TopScreen screen(TopCharset::Utf8);
    fill(screen);
    std::ignore = press(screen, Kind::Enter);
    screen.takeMessage(message("G1sySgoH", 6)); // "\x1b[2J\n\a"
    const auto shown = text(screen);
    QVERIFY2(shown.contains(u"6 B  ␛[2J␊␇"), qPrintable(shown));
}

void TestTopScreen::leaves()
{
    TopScreen screen(TopCharset::Ascii);
    fill(screen);
    QVERIFY(press(screen, U'q')->kind == TopWish::Kind::Leave);
    std::ignore = press(screen, Kind::Enter);
    QVERIFY(press(screen, U'q')->kind == TopWish::Kind::Leave);
}

QTEST_GUILESS_MAIN(TestTopScreen)

#include "tst_topscreen.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filter.h"

#include "core/traffic/trafficrow.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/parsedfilter.h"

#include <QHostAddress>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

TrafficRow::Clock::time_point localTime(int hour, int minute, int second, int ms)
{
    const QDateTime time(QDate(2026, 11, 24), QTime(hour, minute, second, ms));
    return TrafficRow::Clock::time_point(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

const QByteArray hello = "hello, w\xc3\xb6rld\x01\n"_ba;
const QByteArray words = "the tag does not verify"_ba;

/// In, connection 3 with pump-3 at 127.0.0.1:50000, 15 bytes, at 10:16:15.120 local time.
TrafficRow message()
{
    TrafficRow row;
    row.connection = {3, Endpoint(QHostAddress(u"127.0.0.1"_s), 50000), KnownPeer("pump-3", {})};
    row.time = localTime(10, 16, 15, 120);
    row.content = bytesOf(hello);
    return row;
}

/// Connection 4 with [::1]:50001 ended, not authentic: a warning.
TrafficRow ended()
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = EventKind::ConnectionEnded;
    row.endReason = EndReason::NotAuthentic;
    row.level = EventLevel::Warning;
    row.connection = {4, Endpoint(QHostAddress(u"::1"_s), 50001)};
    row.time = localTime(10, 16, 16, 0);
    row.content = bytesOf(words);
    return row;
}

/// Out, stream 5 to "web@pump-3" of connection 6, 3 bytes.
TrafficRow streamData()
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::StreamData;
    row.direction = Direction::Out;
    row.connection = {6, Endpoint(QHostAddress(u"127.0.0.2"_s), 50002)};
    row.time = localTime(11, 0, 0, 0);
    static const QByteArray bytes = "GET"_ba;
    row.content = bytesOf(bytes);
    row.stream = 5;
    row.target = StreamTarget("web@pump-3");
    return row;
}

/// The server listens: about no connection.
TrafficRow started()
{
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = EventKind::Started;
    row.time = localTime(9, 0, 0, 0);
    return row;
}

void passing(const char *text, const char *rows)
{
    QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(rows);
}

void addTermsOfFacts()
{
    passing("", "mes");
    passing(" \t ", "mes");
    passing("dir:in", "m");
    passing("DIR : IN", "m");
    passing("dir=out", "");
    passing("dir!=out", "m"); // what has no direction has none that is not out
    passing("dir!=in", "");
    passing("not dir:in", "es");
    passing("not not dir:in", "m");
    passing("NOT (dir:in)", "es");
    passing("peer:127.0.0.1", "m");
    passing("peer:127.0.0.1:50000", "m");
    passing("peer:127.0.0.1:50001", "");
    passing("peer:::1", "e");
    passing("peer:[::1]", "e");
    passing("peer:[::1]:50001", "e");
    passing("peer=[::1]:50002", "");
    passing("peer:[::ffff:127.0.0.1]:50000", "m");
    passing("peer:127.0.0.1 or peer:[fe80::1%lo]", "m");
    passing("peer!=127.0.0.1", "e");
    passing("peer contains \"127.0\"", "m");
    passing("peer contains 5000", "me");
    passing("agent:pump-3", "m");
    passing("agent:pump-", "");
    passing("agent:PUMP-3", "");
    passing("agent!=pump-4", "m"); // who has no name is no other
    passing("agent!=pump-3", "");
    passing("agent contains pump", "m");
    passing("connection:3", "m");
    passing("connection!=3", "e");
    passing("connection>=3", "me");
    passing("connection<4", "m");
    passing("len:15", "m");
    passing("len>14", "m");
    passing("len>15", "");
    passing("len>=15", "m");
    passing("len<=15 len<1KiB", "m");
    passing("len < 1k", "m");
    passing("len!=15", "");
    passing("len<\"1 MiB\"", "m");
    passing("time:10:16", "me");
    passing("time:10:16:15", "m");
    passing("time:10:16:15.12", "m");
    passing("time:10:16:15.121", "");
    passing("time>10:16:15", "e");
    passing("time>=10:16:15", "me");
    passing("time<10:16:15", "s");
    passing("time<=10:16:15", "ms");
    passing("time!=10:16:15", "es");
    passing("time>2026-11-24T10:16:15", "e");
    passing("time:2026-11-24T10:16:15.120", "m");
    passing("time<2026-11-24T09:30", "s");
    passing("time>2026-11-25T00:00:00Z", "");
}

void addTermsOfContent()
{
    passing("text:hello", "m");
    passing("text:\"hello, w\xc3\xb6\"", "m");
    passing("text:Hello", ""); // in capitals is another word
    passing("text:\"\\x01\\n\"", "m");
    passing("text:\"\\xc3\"", "m");
    passing("text contains tag", "e");
    passing("text=\"the tag does not verify\"", "e");
    passing("text!=\"the tag does not verify\"", "ms");
    passing("hello", "m");
    passing("\"the tag\"", "e");
    passing("hello world", "");
    passing("text matches /^hel+o/", "m");
    passing("text matches /HELLO/", "");
    passing("text matches /HELLO/i", "m");
    passing("text matches /w.rld/", "m"); // a character, not a byte
    passing("text matches /a\\/b|o, /", "m");
    passing("hex:68656c", "m");
    passing("hex:\"68 65 6C\"", "m");
    passing("hex=68656c", "");
}

void addTermsOfEvents()
{
    passing("event:ended", "e");
    passing("event:not-authentic", "e");
    passing("event:lost", "");
    passing("event!=ended", "s");
    passing("event!=lost", "es");
    passing("event=Started", "s");
    passing("level:info", "s");
    passing("level>=warning", "e");
    passing("level<error", "es");
    passing("not level:info", "me");
}

void addTermsThatAreJoined()
{
    passing("dir:in or event:ended", "me");
    passing("dir:in or event:ended and connection:3", "m"); // and binds tighter
    passing("(dir:in or event:ended) and connection:4", "e");
    passing("(dir:in or event:ended) connection:4", "e");
    passing("dir:in AND len>100 OR event:started", "s");
    passing("not dir:in connection:4", "e"); // not binds tightest
    passing("not (dir:in or connection:4)", "s");
    passing("text:and", "");
    passing("dir:in peer:127.0.0.1 len>10 text:\"hello\" hex:68656c", "m");
    passing("(len>5)(dir:in)", "m");
}

// What is wrong in a text, at its last occurrence there, and how the error's text begins.
struct WrongText {
    const char *text;
    const char *wrong;
    const char *beginning;
};

const WrongText wrongTexts[] = {
    {"len>abc", "abc", "len needs a number of bytes, such as 100 or 64KiB, not \"abc\""},
    {"len>1TB", "1TB", "len needs a number"},
    {"len>18446744073709551616", "18446744073709551616", "len needs a number"},
    {"len>17179869184G", "17179869184G", "len needs a number"},
    {"len contains 5", "contains", "len does not take contains; it takes : = != < <= > >="},
    {"dir>in", ">", "dir does not take >; it takes : = !="},
    {"dir:up", "up", "dir is in or out, not \"up\""},
    {"dir:\"\"", "\"\"", "dir needs a value after its operator"},
    {"dir:", "", "dir needs a value after its operator"},
    {"len> and dir:in", "and", "len needs a number"},
    {"dir:in and", "", "Here a term is missing"},
    {"dir:in or", "", "Here a term is missing"},
    {"not", "", "Here a term is missing"},
    {"dir:in or or hello", "or", "Before \"or\" a term is missing"},
    {"and dir:in", "and", "Before \"and\" a term is missing"},
    {"foo:bar", "foo", "There is no field \"foo\"; the fields are dir peer"},
    {"http://x", "http", "There is no field \"http\""},
    {"len", "len", "After the field len one of : = != < <= > >= is missing"},
    {"text hello", "text", "After the field text one of"},
    {"=5", "=", "A term begins with a field or a word, not with \"=\""},
    {"(dir:in", "(", "There is no ) that this ( belongs to"},
    {"dir:in)", ")", "There is no ( that this ) belongs to"},
    {"()", ")", "A term begins with a field or a word, not with \")\""},
    {"\"hello", "\"hello", "This quote has no end"},
    {"text:\"hello\\", "\\", "A backslash goes before"},
    {"\"a\\q\"", "\\q", "A backslash goes before"},
    {"\"a\\x4\"", "\\x4", "A backslash goes before"},
    {"\"\"", "\"\"", "There is nothing between the quotes"},
    {"text matches hello", "hello", "matches needs a regular expression between slashes"},
    {"text matches", "", "matches needs a regular expression between slashes"},
    {"text matches /hello", "/hello", "This regular expression has no end"},
    {"text matches /(/", "/(/", "This regular expression is not valid"},
    {"text matches /(*NO_JIT)a/", "/(*NO_JIT)a/", "A regular expression may not begin with (*"},
    {"text matches //", "//", "text needs a value"},
    {"peer matches /1/", "matches", "peer does not take matches"},
    {"hex:4", "4", "hex needs two digits for each byte"},
    {"hex:zz", "zz", "hex needs two digits for each byte"},
    {"peer:localhost", "localhost", "peer needs an address"},
    {"peer:127.0.0.1:99999", "127.0.0.1:99999", "peer needs an address"},
    {"peer:[::1", "[::1", "peer needs an address"},
    {"peer:127.1", "127.1", "peer needs an address"},
    {"peer:127.0.0.1:0", "127.0.0.1:0", "peer needs an address"},
    {"peer:::1:50001", "::1:50001", "peer needs an address"},
    {"peer:fe80::1%lo:50001", "fe80::1%lo:50001", "peer needs an address"},
    {"peer:[fe80::1%none]", "[fe80::1%none]", "This machine has no interface \"none\""},
    {"connection:x", "x", "connection needs a number"},
    {"connection:-1", "-1", "connection needs a number"},
    {"time:25:00", "25:00", "time needs a time"},
    {"time:10:16:1", "10:16:1", "time needs a time"},
    {"time:10", "10", "time needs a time"},
    {"time:2026-13-01T10:00", "2026-13-01T10:00", "time needs a time"},
    {"event:closed", "closed", "event needs the name of an event"},
    {"stream:web", "web", "stream needs a number, not \"web\""},
    {"level:warn", "warn", "level is info, warning or error, not \"warn\""},
};

} // namespace

class TstFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsPassThatHoldAllThatIsAsked_data();
    void rowsPassThatHoldAllThatIsAsked();
    void streamsAreFoundByNumberAndTarget();
    void errorsStandAtTheWrongWord_data();
    void errorsStandAtTheWrongWord();
    void gapsAlwaysPass();
    void termsThatLookAtTheContentAreLit_data();
    void termsThatLookAtTheContentAreLit();
};

void TstFilter::rowsPassThatHoldAllThatIsAsked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("passing"); // m: message(), e: ended(), s: started()
    addTermsOfFacts();
    addTermsOfContent();
    addTermsOfEvents();
    addTermsThatAreJoined();
}

void TstFilter::rowsPassThatHoldAllThatIsAsked()
{
    QFETCH(QString, text);

    const auto parsed = filter(text);
    QCOMPARE(parsed.text(), text);
    QCOMPARE(parsed.isEmpty(), text.trimmed().isEmpty());
    QString rows;
    rows += parsed.matches(message()) ? u"m"_s : QString();
    rows += parsed.matches(ended()) ? u"e"_s : QString();
    rows += parsed.matches(started()) ? u"s"_s : QString();
    QTEST(rows, "passing");
}

void TstFilter::streamsAreFoundByNumberAndTarget()
{
    for (const auto *const text : {"stream:5", "stream>4", "stream!=6", "target:web@pump-3",
             "target contains web", "target!=db", "dir:out", "len:3", "text:GET", "connection:6"}) {
        const auto parsed = filter(QString::fromLatin1(text));
        QVERIFY2(parsed.matches(streamData()), text);
    }
    for (const auto *const text : {"stream:6", "target:web", "target!=web@pump-3", "dir:in",
             "event!=ended", "level:info", "text:POST"})
        QVERIFY2(!filter(QString::fromLatin1(text)).matches(streamData()), text);
    // What has no stream has none that is another.
    for (const auto *const text : {"stream!=1", "stream>=0", "target!=db", "target contains e"}) {
        QVERIFY2(!filter(QString::fromLatin1(text)).matches(message()), text);
        QVERIFY2(!filter(QString::fromLatin1(text)).matches(ended()), text);
    }
}

void TstFilter::errorsStandAtTheWrongWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("beginning");

    for (const auto &[text, wrong, beginning] : wrongTexts) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(wrong)
                            << QString::fromUtf8(beginning);
    }
}

void TstFilter::errorsStandAtTheWrongWord()
{
    QFETCH(QString, text);
    QFETCH(QString, wrong);
    QFETCH(QString, beginning);

    const auto parsed = Filter::parse(text);
    QVERIFY(!parsed);
    const auto &error = parsed.error();
    QCOMPARE(error.text.first(std::min(beginning.size(), error.text.size())), beginning);
    QCOMPARE(error.offset, wrong.isEmpty() ? text.size() : text.lastIndexOf(wrong));
    QCOMPARE(error.length, wrong.size());
}

void TstFilter::gapsAlwaysPass()
{
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    QVERIFY(filter(u"dir:in text:x"_s).matches(gap));
    QVERIFY(Filter().matches(gap));
}

void TstFilter::termsThatLookAtTheContentAreLit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("lit"); // offset+length, ...

    const auto row = [](const char *text, const QByteArray &content, const char *lit) {
        QTest::newRow(text) << QString::fromUtf8(text) << content << QString::fromLatin1(lit);
    };
    row("", "aaa"_ba, "");
    row("a", "banana"_ba, "1+1 3+1 5+1 ");
    row("text:aa", "aaaaa"_ba, "0+2 2+2 ");
    row("text:na or hex:61", "banana"_ba, "1+1 2+2 4+2 ");
    row("text:ana or text:nan", "banana"_ba, "1+4 "); // ana at 1 and nan at 2 overlap
    row("not text:na", "banana"_ba, "");
    row("not not text:na", "banana"_ba, "2+2 4+2 ");
    row("dir:in len>3", "banana"_ba, "");
    row("text=banana", "banana"_ba, "0+6 ");
    row("text!=banana", "banana"_ba, "");
    row("text matches /n./", "banana"_ba, "2+2 4+2 ");
    row("text matches /x*/", "banana"_ba, "");
    row("text matches /r/", "w\xc3\xb6r"_ba, "3+1 ");
    row("text matches /./ ", "\xc3\xb6\xf0\x9f\x98\x80"_ba, "0+2 2+4 ");
    row("text matches /\\xf6/", "w\xf6r\xff"_ba, "1+1 "); // not UTF-8: each byte a character
}

void TstFilter::termsThatLookAtTheContentAreLit()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, content);

    QString lit;
    for (const auto &range : filter(text).highlights(bytesOf(content), 100))
        lit += u"%1+%2 "_s.arg(range.offset).arg(range.length);
    QTEST(lit, "lit");
}

QTEST_GUILESS_MAIN(TstFilter)
#include "tst_filter.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtertable.h"
#include "core/traffic/filter/filterterm.h"

#include "tests/support/bytesof.h"
#include "tests/support/rows/parsedfilter.h"

#include <QHostAddress>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

TrafficRow rowWith(const QByteArray &content)
{
    TrafficRow row;
    row.connection = {7, Endpoint(QHostAddress(u"::1"_s), 1337), KnownPeer("pump(3)\\", {})};
    row.time = TrafficRow::Clock::time_point(std::chrono::microseconds(1'795'515'375'120'431));
    row.content = bytesOf(content);
    return row;
}

} // namespace

class TstFilterTerm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsMatchTheirRow_data();
    void termsMatchTheirRow();
    void fieldsThatAreNotThereGiveNoTerm();
    void termsJoinFilters_data();
    void termsJoinFilters();
};

void TstFilterTerm::termsMatchTheirRow_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << "hello world"_ba;
    QTest::newRow("quotes") << "a \"b\" \\ c\r\n\t"_ba;
    QTest::newRow("not UTF-8") << "a\xff\x80"_ba;
    QTest::newRow("control") << "a\x01"_ba;
    QTest::newRow("characters") << "\xf0\x9f\x98\x80 \xe2\x80\xae"_ba;
    QTest::newRow("long") << QByteArray("\xe2\x82\xac").repeated(100'000);
    QTest::newRow("long and odd") << "a"_ba + QByteArray("\xf0\x9f\x98\x80").repeated(100'000);
    QTest::newRow("long quotes") << QByteArray(100'000, '"');
    QTest::newRow("long bytes") << QByteArray(100'000, '\xff');
}

void TstFilterTerm::termsMatchTheirRow()
{
    QFETCH(QByteArray, content);
    auto event = rowWith(content);
    event.kind = TrafficRow::Kind::Notice;
    event.event = EventKind::ConnectionEnded;
    event.level = EventLevel::Warning;
    for (const auto &row : {rowWith(content), event}) {
        for (const auto &field : filterTable()) {
            const auto term = filterTerm(field.field, row);
            if (term.isEmpty())
                continue;
            QVERIFY2(filter(term).matches(row), qPrintable(term));
            for (const auto *old : {"connection:7", "dir:out or connection:7", "  "}) {
                const auto before = QString::fromLatin1(old);
                QVERIFY2(filter(withTerm(before, term)).matches(row), qPrintable(term));
                QVERIFY2(!filter(withoutTerm(before, term)).matches(row), qPrintable(term));
            }
        }
    }
}

void TstFilterTerm::fieldsThatAreNotThereGiveNoTerm()
{
    const auto message = rowWith("x"_ba);
    QCOMPARE(filterTerm(FilterField::Event, message), QString());
    QCOMPARE(filterTerm(FilterField::Level, message), QString());
    TrafficRow event;
    event.kind = TrafficRow::Kind::Notice;
    for (const auto field : {FilterField::Dir, FilterField::Len, FilterField::Peer,
             FilterField::Connection, FilterField::Text, FilterField::Hex})
        QCOMPARE(filterTerm(field, event), QString());
}

void TstFilterTerm::termsJoinFilters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("joined");
    QTest::newRow("empty") << u" "_s << u"len:1"_s;
    QTest::newRow("and") << u"dir:in hello"_s << u"dir:in hello and len:1"_s;
    QTest::newRow("or") << u"dir:in OR hello"_s << u"(dir:in OR hello) and len:1"_s;
    QTest::newRow("or within") << u"(dir:in or hello)"_s << u"(dir:in or hello) and len:1"_s;
    QTest::newRow("or as text") << u"\"a or b\" text:or"_s << u"\"a or b\" text:or and len:1"_s;
    QTest::newRow("or in an expression")
        << u"text matches /a or b/"_s << u"text matches /a or b/ and len:1"_s;
}

void TstFilterTerm::termsJoinFilters()
{
    QFETCH(QString, filter);
    QTEST(withTerm(filter, u"len:1"_s), "joined");
}

QTEST_GUILESS_MAIN(TstFilterTerm)
#include "tst_filterterm.moc"

// SPDX-License-Identifier: MIT
#include "core/traffic/describe.h"
#include "tests/support/bytesof.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLocale>
#include <QSet>
#include <QTest>
#include <QTranslator>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

class ReasonsInGerman final : public QTranslator
{
public:
    [[nodiscard]] QString translate(const char *context, const char *source,
        [[maybe_unused]] const char *comment, [[maybe_unused]] int count) const override
    {
        return QLatin1StringView(context) == "EndReason"_L1
                && QLatin1StringView(source) == "not a Sealcord peer"_L1
            ? u"keine Gegenstelle"_s
            : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

class TestDescribe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void reasonsDiffer();
    void detailThatSaysTheSameStandsAlone();
    void detailDoesNotSayInEnglishWhatIsTranslated();
    void eventsAreSentences_data();
    void eventsAreSentences();
    void gapsSayHowManyAndWhy();
};

void TestDescribe::reasonsDiffer()
{
    QSet<QString> words;
    for (auto i = 0; i <= static_cast<int>(EndReason::InternalError); ++i) {
        const auto text = describe(static_cast<EndReason>(i));
        QVERIFY(!text.isEmpty());
        QVERIFY2(!words.contains(text), qPrintable(text));
        words.insert(text);
    }
}

void TestDescribe::detailThatSaysTheSameStandsAlone()
{
    QCOMPARE(describe(EndReason::Lost, {}), u"connection lost"_s);
    QCOMPARE(describe(EndReason::Lost, u"timed out"_s), u"connection lost: timed out"_s);
    QCOMPARE(describe(EndReason::NotAPeer, u"not a Sealcord peer: first byte 0x47"_s),
        u"not a Sealcord peer: first byte 0x47"_s);
}

void TestDescribe::detailDoesNotSayInEnglishWhatIsTranslated()
{
    ReasonsInGerman german;
    QVERIFY(QCoreApplication::installTranslator(&german));
    QCOMPARE(describe(EndReason::NotAPeer, u"not a Sealcord peer: first byte 0x47"_s),
        u"keine Gegenstelle: first byte 0x47"_s);
    QCOMPARE(describe(EndReason::NotAPeer, u"first byte 0x47"_s),
        u"keine Gegenstelle: first byte 0x47"_s);
}

void TestDescribe::eventsAreSentences_data()
{
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<QString>("expected");
    const auto row = [](EventKind kind, const QString &expected) {
        QTest::addRow("%s", name(kind).data()) << kind << expected;
    };
    row(EventKind::ConnectionOpened, u"Connection with 127.0.0.1:50214 opened"_s);
    row(EventKind::ConnectionEstablished,
        u"Handshake done with 127.0.0.1:50214: encrypted, not authenticated (detail)"_s);
    row(EventKind::ConnectionEnded,
        u"Connection with 127.0.0.1:50214 ended: closed by this side: detail"_s);
    row(EventKind::ConnectionRefused, u"Connection from 127.0.0.1:50214 refused: detail"_s);
    row(EventKind::AcceptingPaused, u"Accepting connections pauses: detail"_s);
    row(EventKind::Started, u"Listening on detail"_s);
    row(EventKind::StartFailed, u"Could not start: detail"_s);
    row(EventKind::Stopped, u"Stopped"_s);
    row(EventKind::Connecting, u"Connecting to detail"_s);
    row(EventKind::ConnectFailed, u"Could not connect: detail"_s);
    row(EventKind::StreamOpened, u"Stream with 127.0.0.1:50214 opened: detail"_s);
    row(EventKind::StreamClosed, u"Stream with 127.0.0.1:50214 closed: detail"_s);
    row(EventKind::StreamRefused, u"Stream with 127.0.0.1:50214 refused: detail"_s);
}

void TestDescribe::eventsAreSentences()
{
    QFETCH(EventKind, kind);
    TrafficRow row;
    row.kind = TrafficRow::Kind::Notice;
    row.event = kind;
    row.connection = {1, Endpoint(QHostAddress::LocalHost, 50214)};
    row.content = bytesOf("detail");
    QTEST(describe(row), "expected");
}

void TestDescribe::gapsSayHowManyAndWhy()
{
    TrafficRow gap;
    gap.kind = TrafficRow::Kind::Gap;
    gap.missing = 1204;
    gap.gap = GapReason::Forgotten;
    QCOMPARE(describe(gap), u"1,204 messages not kept (the view was full)"_s);
    gap.gap = GapReason::QueueFull;
    QCOMPARE(describe(gap), u"1,204 messages not kept (more came than can be shown)"_s);
    gap.gap = GapReason::Paused;
    QCOMPARE(describe(gap), u"1,204 messages not kept (the view was paused and full)"_s);
    gap.gap = GapReason::Cleared;
    QCOMPARE(describe(gap), u"1,204 messages cleared"_s);
    gap.gap = GapReason::NotRecorded;
    QCOMPARE(describe(gap), u"1,204 messages not recorded"_s);
    gap.gap = GapReason::Cleared;
    gap.missing = 1;
    QCOMPARE(describe(gap), u"1 message cleared"_s);
}

QTEST_GUILESS_MAIN(TestDescribe)
#include "tst_describe.moc"

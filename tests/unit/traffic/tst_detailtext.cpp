// SPDX-License-Identifier: MIT
#include "core/traffic/detailtext.h"

#include "core/traffic/describe.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// Another language, in which one sees what was translated.
class InBrackets final : public QTranslator
{
public:
    [[nodiscard]] QString translate(const char *context, const char *source,
        [[maybe_unused]] const char *comment, [[maybe_unused]] int count) const override
    {
        const QLatin1StringView of(context);
        return of == "Detail"_L1 || of == "EndReason"_L1
            ? u"<"_s + QLatin1StringView(source) + u">"_s
            : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace

class TestDetailText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void englishStaysAsItIs();
    void isTranslated_data();
    void isTranslated();
    void endIsTranslatedWithItsDetail();

private:
    InBrackets m_language;
};

void TestDetailText::englishStaysAsItIs()
{
    const auto detail = u"an HTTP request, first byte 0x47, 'GET / HT'"_s;
    QCOMPARE(describeDetail(detail), detail);
}

void TestDetailText::isTranslated_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &detail, const QString &expected) {
        QTest::newRow(name) << detail << expected;
    };
    row("nothing", {}, {});
    row("of the system", u"No route to host"_s, u"No route to host"_s);
    row("whole", u"connection reset by the peer"_s, u"<connection reset by the peer>"_s);
    row("more than that", u"connection reset by the peer, once"_s,
        u"connection reset by the peer, once"_s);
    row("figure", u"a frame of length 3 cannot hold a tag"_s,
        u"<a frame of length 3 cannot hold a tag>"_s);
    row("figures", u"message of 70 bytes is over the limit of 64"_s,
        u"<message of 70 bytes is over the limit of 64>"_s);
    row("figure at the beginning",
        u"12 bytes of what it is owed were taken in 3 s, and the least "
        "is 9 bytes/s"_s,
        u"<12 bytes of what it is owed were taken in 3 s, and the least is 9 bytes/s>"_s);
    row("one in another", u"an HTTP request, first byte 0x47, 'GET / HT'"_s,
        u"<<an HTTP request>, first byte 0x47, 'GET / HT'>"_s);
    row("what a peer says is not filled in", u"not a classic server: first byte 0x25, '%1 %2'"_s,
        u"<not a classic server: <first byte 0x25, '%1 %2'>>"_s);
    row("not sent", u"the connection failed (12 bytes)"_s,
        u"<<the connection failed> (12 bytes)>"_s);
    row("each of several addresses", u"[::1]:1: connection refused; 127.0.0.1:1: Host is down"_s,
        u"<[::1]:1: connection refused>; 127.0.0.1:1: Host is down"_s);
    row("with a semicolon of its own",
        u"the server ended the connection after the handshake; where a pre-shared key is used, it "
        "may differ"_s,
        u"<the server ended the connection after the handshake; where a pre-shared key is used, it "
        "may differ>"_s);
}

void TestDetailText::isTranslated()
{
    QFETCH(const QString, detail);
    QVERIFY(QCoreApplication::installTranslator(&m_language));
    const auto described = describeDetail(detail);
    QVERIFY(QCoreApplication::removeTranslator(&m_language));
    QTEST(described, "expected");
}

void TestDetailText::endIsTranslatedWithItsDetail()
{
    QVERIFY(QCoreApplication::installTranslator(&m_language));
    const auto words = [](EndReason reason, const QString &detail) {
        return describe(std::optional(reason), detail);
    };
    const auto begun = words(EndReason::NotAPeer, u"not a Sealcord peer: first byte 0x47"_s);
    const auto other = words(EndReason::ClosedByUs, u"disconnected by hand"_s);
    const auto same = words(EndReason::ReplyTimeout, u"no reply in time"_s);
    QVERIFY(QCoreApplication::removeTranslator(&m_language));
    QCOMPARE(begun, u"<not a Sealcord peer>: <first byte 0x47>"_s);
    QCOMPARE(other, u"<%1: %2>"_s.arg(u"<closed by this side>"_s, u"<disconnected by hand>"_s));
    QCOMPARE(same, u"<no reply in time>"_s);
}

QTEST_GUILESS_MAIN(TestDetailText)
#include "tst_detailtext.moc"

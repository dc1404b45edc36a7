// SPDX-License-Identifier: MIT
#include "console/top/topstreams.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <chrono>

using namespace sealcord;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr TopSize usual{80, 10};

QJsonObject stream(int number, int bytesIn, int bytesOut, const QString &target = u"web"_s)
{
    return {{u"stream"_s, number}, {u"target"_s, target}, {u"bytes_in"_s, bytesIn},
        {u"bytes_out"_s, bytesOut}, {u"age_ms"_s, 7000}, {u"state"_s, u"open"_s}};
}

QByteArray answer(const QJsonArray &streams, int unlisted = 0)
{
    return QJsonDocument(QJsonObject{{u"streams"_s, streams}, {u"unlisted"_s, unlisted}})
        .toJson(QJsonDocument::Compact);
}

QStringList shown(const TopStreams &streams, const TopSize &size = usual)
{
    QStringList lines;
    for (const auto &line : streams.lines(size, TopCharset::Ascii))
        lines += line.text.simplified();
    return lines;
}

} // namespace

/// The streams of the connection whose messages are looked at.
class TestTopStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void membersAreShown();
    void theBusiestStandAbove();
    void newOnesHaveNoRate();
    void thoseWithoutRoomAreCounted();
    void whatAStrangerAskedForIsNotObeyed();
    void linesAreAsWideAsTheScreen();
    void noStreamTakesNoRoom();

private:
    TopStreams::Clock::time_point m_now{};
};

void TestTopStreams::membersAreShown()
{
    TopStreams streams;
    streams.take(answer({stream(3, 1200, 61'200)}), m_now);
    QCOMPARE(shown(streams),
        QStringList(
            {u"STREAM TARGET IN OUT RATE AGE STATE"_s, u"3 web 1.20 kB 61.2 kB - 0:07 open"_s}));
}

void TestTopStreams::theBusiestStandAbove()
{
    TopStreams streams;
    streams.take(answer({stream(1, 0, 0), stream(3, 0, 0), stream(5, 0, 0)}), m_now);
    streams.take(answer({stream(1, 0, 0), stream(3, 10, 10), stream(5, 500, 500)}), m_now + 2s);
    QCOMPARE(shown(streams).mid(1),
        QStringList({u"5 web 500 B 500 B 500 B/s 0:07 open"_s,
            u"3 web 10 B 10 B 10 B/s 0:07 open"_s, u"1 web 0 B 0 B - 0:07 open"_s}));
}

void TestTopStreams::newOnesHaveNoRate()
{
    TopStreams streams;
    streams.take(answer({stream(1, 0, 0)}), m_now);
    streams.take(answer({stream(3, 9000, 0)}), m_now + 1s);
    QCOMPARE(shown(streams).at(1), u"3 web 9.00 kB 0 B - 0:07 open"_s);
}

void TestTopStreams::thoseWithoutRoomAreCounted()
{
    TopStreams streams;
    streams.take(answer({stream(1, 0, 0), stream(3, 0, 0), stream(5, 0, 0)}), m_now);
    QCOMPARE(shown(streams, {80, 4}).size(), 4);
    QCOMPARE(shown(streams, {80, 4}).last(), u"5 web 0 B 0 B - 0:07 open"_s);
    QCOMPARE(shown(streams, {80, 3}).last(), u"And 2 more streams"_s);
    QCOMPARE(shown(streams, {80, 3}).size(), 3);
    QCOMPARE(shown(streams, {80, 1}).size(), 0);
    streams.take(answer({stream(1, 0, 0)}, 12'000), m_now); // that the server does not list
    QCOMPARE(shown(streams).last(), u"And 12,000 more streams"_s);
}

void TestTopStreams::whatAStrangerAskedForIsNotObeyed()
{
    TopStreams streams;
    streams.take(answer({stream(1, 0, 0, u"\x1b[2J"_s)}), m_now);
    QVERIFY(shown(streams).at(1).startsWith(u"1 \\x1b[2J "_s));
}

void TestTopStreams::linesAreAsWideAsTheScreen()
{
    TopStreams streams;
    streams.take(answer({stream(1, 0, 0, QString(100, u'x'))}), m_now);
    for (const int width : {1, 20, 80, 250}) {
        for (const auto &line : streams.lines({width, 10}, TopCharset::Ascii))
            QCOMPARE(line.text.size(), width);
    }
}

void TestTopStreams::noStreamTakesNoRoom()
{
    TopStreams streams;
    QVERIFY(streams.lines(usual, TopCharset::Ascii).empty());
    streams.take(answer({}), m_now);
    QVERIFY(streams.lines(usual, TopCharset::Ascii).empty());
    streams.take("no answer", m_now);
    QVERIFY(streams.lines(usual, TopCharset::Ascii).empty());
}

QTEST_APPLESS_MAIN(TestTopStreams)
#include "tst_topstreams.moc"

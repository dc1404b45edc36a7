// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/preamble.h"

#include "tests/support/hex.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::sealed;
using namespace sealcord::test;

/// What the vectors do not tell: the words, and when they are said.
class TestPreamble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreToldInWords_data();
    void answersAreToldInWords();
    void versionIsRefusedWithTheAgentsMode();
    void eachByteOfTheMagicIsJudgedAsItArrives();
};

void TestPreamble::answersAreToldInWords_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("version") << QByteArray("c55345414c070002") << Mode::XX
                             << QByteArray("the answer (not authenticated) says that the server "
                                           "speaks version 7");
    QTest::newRow("wants a key") << QByteArray("c55345414c010103") << Mode::XX
                                 << QByteArray("the answer (not authenticated) says that the "
                                               "server wants a pre-shared key");
    QTest::newRow("wants none") << QByteArray("c55345414c010003") << Mode::XXpsk3
                                << QByteArray("the answer (not authenticated) says that the "
                                              "server wants no pre-shared key");
    QTest::newRow("another version refuses a mode")
        << QByteArray("c55345414c020103") << Mode::XX
        << QByteArray("the server's preamble is not the answer to ours");
    QTest::newRow("an HTTP server") << QByteArray("485454502f312e31") << Mode::XX
                                    << QByteArray("not a Sealcord peer: an HTTP response, first "
                                                  "byte 0x48, 'HTTP/1.1'");
}

void TestPreamble::answersAreToldInWords()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Mode, mode);
    QFETCH(const QByteArray, text);
    const auto checked = checkAnswer(fromHex(answer), mode);
    QVERIFY(!checked);
    QCOMPARE(QByteArray::fromStdString(std::get<Failure>(checked.error()).text), text);
}

void TestPreamble::versionIsRefusedWithTheAgentsMode()
{
    const auto checked = checkQuestion(fromHex("c55345414c090100"), Mode::XX);
    QVERIFY(!checked && checked.error().answer);
    QCOMPARE(toHex(*checked.error().answer), QByteArray("c55345414c010102"));
    QCOMPARE(std::get<Failure>(checked.error().why).text,
        std::string("the agent speaks version 9 of the sealed protocol, not 1"));
}

void TestPreamble::eachByteOfTheMagicIsJudgedAsItArrives()
{
    const auto asked = question(Mode::XX);
    for (std::size_t shown = 1; shown < Preamble::length; ++shown) {
        const auto checked = checkQuestion(std::span(asked).first(shown), Mode::XX);
        QVERIFY(!checked);
        const auto needed = std::get<NeedBytes>(checked.error().why).total;
        QCOMPARE(needed, shown < Preamble::magic.size() ? shown + 1 : Preamble::length);
        auto other = asked;
        other[shown - 1] ^= std::byte{1};
        const auto wrong = checkQuestion(std::span(other).first(shown), Mode::XX);
        QCOMPARE(
            std::holds_alternative<Failure>(wrong.error().why), shown <= Preamble::magic.size());
    }
    QVERIFY(checkQuestion(asked, Mode::XX).has_value());
}

QTEST_APPLESS_MAIN(TestPreamble)
#include "tst_preamble.moc"

// SPDX-License-Identifier: MIT
#include "core/recording/savedconversation.h"

#include "core/text/figures.h"
#include "tests/support/rows/rowsource.h"
#include "tests/unit/recording/recordedlines.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestSavedConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void transcriptHasALineForEachTurn();
    void hexIsOfEachByte();
    void longTextIsNotCutWithinACharacter();
    void oneSideIsItsBytesAndNothingElse_data();
    void oneSideIsItsBytesAndNothingElse();
    void fileIsItsOwnersAlone();
    void whatIsGivenUpIsNotLeftBehind();
    void nothingIsWrittenOver();

private:
    [[nodiscard]] QByteArray saved(ConversationPart part)
    {
        const auto done = save(savedTurns(m_model, part), part, ContentForm::Text, m_path, {});
        const auto content = contentOf(m_path);
        return done && QFile::remove(m_path) ? content : QByteArray("failed");
    }

    TrafficModel m_traffic;
    ConversationModel m_model{m_traffic};
    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"a.txt"_s);
};

void TestSavedConversation::initTestCase()
{
    RowSource source;
    source.message("ask\n\u202E").ordinal = 1;
    source.message("another's").connection.id = 2;
    source.message(std::string_view("\0\xff", 2), Direction::Out).ordinal = 1;
    source.message("again").ordinal = 2;
    source.event(EventKind::ConnectionEnded, EventLevel::Info);
    show(m_traffic, source.take());
    m_model.open({.id = 1, .peer = {}});
    QCOMPARE(m_model.rowCount(), 4);
}

void TestSavedConversation::transcriptHasALineForEachTurn()
{
    const auto time = [this](int turn) { return formatTimestamp(m_model.row(turn).time).toUtf8(); };
    QCOMPARE(saved(ConversationPart::All),
        time(0) + "\tin\task\\n\\u{202e}\n" + time(1) + "\tout\t\\x00\\xff\n" + time(2)
            + "\tin\tagain\n" + time(3) + "\tevent\t" + m_model.sentence(3).toUtf8() + "\n");
}

void TestSavedConversation::hexIsOfEachByte()
{
    const auto turns = savedTurns(m_model, ConversationPart::Sent);
    const auto text = transcript(turns, ContentForm::Hex, {});
    QVERIFY2(text.ends_with("\tout\t00 ff\n"), text.c_str());
}

void TestSavedConversation::longTextIsNotCutWithinACharacter()
{
    std::string content;
    while (content.size() < 200'000)
        content += "€"; // three bytes, of which a slice is no multiple
    SavedTurn turn;
    turn.row = messageRow(content);
    const auto text = transcript(std::span(&turn, 1), ContentForm::Text, {});
    QVERIFY(text.ends_with("\tin\t" + content + '\n'));
    const auto hex = transcript(std::span(&turn, 1), ContentForm::Hex, {});
    QCOMPARE(hex.size() - hex.rfind('\t'), 3 * content.size() + 1);
}

void TestSavedConversation::oneSideIsItsBytesAndNothingElse_data()
{
    QTest::addColumn<int>("part");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("sent") << int(ConversationPart::Sent) << QByteArray("\0\xff", 2);
    QTest::newRow("received") << int(ConversationPart::Received)
                              << QByteArray("ask\n\u202E"
                                            "again");
}

void TestSavedConversation::oneSideIsItsBytesAndNothingElse()
{
    QFETCH(const int, part);
    QFETCH(const QByteArray, bytes);
    QCOMPARE(saved(ConversationPart(part)), bytes);
}

void TestSavedConversation::fileIsItsOwnersAlone()
{
    const auto part = ConversationPart::All;
    QVERIFY(save(savedTurns(m_model, part), part, ContentForm::Text, m_path, {}));
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(m_path).permissions() & others));
    QVERIFY(QFile::remove(m_path));
}

void TestSavedConversation::whatIsGivenUpIsNotLeftBehind()
{
    std::stop_source end;
    end.request_stop();
    for (const auto part : {ConversationPart::All, ConversationPart::Received}) {
        const auto done =
            save(savedTurns(m_model, part), part, ContentForm::Text, m_path, end.get_token());
        QVERIFY(!done);
        QVERIFY(done.error().isEmpty());
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }
}

void TestSavedConversation::nothingIsWrittenOver()
{
    QFile there(m_path);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("kept");
    there.close();
    const auto part = ConversationPart::Sent;
    const auto done = save(savedTurns(m_model, part), part, ContentForm::Text, m_path, {});
    QVERIFY(!done);
    QVERIFY2(done.error().contains(u"exists"_s), qPrintable(done.error()));
    QCOMPARE(contentOf(m_path), "kept");
    QVERIFY(there.remove());
}

QTEST_GUILESS_MAIN(TestSavedConversation)
#include "tst_savedconversation.moc"

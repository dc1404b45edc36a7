// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedspeech.h"
#include "core/records/recordingline.h"
#include "tests/unit/recording/recordedlines.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestRecordedSpeech : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOfTheFirstConnectionWithAnAgentsMessage_data();
    void isOfTheFirstConnectionWithAnAgentsMessage();
    void beginsAgain();
    void needsAnAgentsMessage();
    void tellsDamage();
    void takesNoMoreThanTheLongest();
    void endsWhereTheFileIsCutOff();

private:
    [[nodiscard]] QString write(const std::string &lines) const;

    const QTemporaryDir m_folder;
};

namespace {

// Of three connections; on the first the server alone has spoken.
std::string recording(Role role)
{
    const RecordingLines lines({role, "0.1.0", "both", start, false});
    std::string text;
    lines.addHead(text);
    const auto add = [&](ConnectionId id, Role speaker, std::string_view content) {
        auto row = messageRow(content, id);
        row.direction = speaker == role ? Direction::Out : Direction::In;
        lines.add(text, row);
    };
    add(1, Role::Server, "no answer");
    add(2, Role::Agent, "q1");
    add(3, Role::Agent, "another");
    add(2, Role::Server, "r1");
    add(2, Role::Agent, "q2");
    return text;
}

// What is said, and the error, if any.
QStringList words(RecordedSpeech &speech)
{
    QStringList words;
    for (;;) {
        const auto message = speech.next();
        if (!message)
            return words << QString::fromStdString(message.error());
        if (!*message)
            return words;
        const auto &content = (*message)->content;
        words += QString::fromLatin1(QByteArrayView(content.data(), qsizetype(content.size())));
    }
}

} // namespace

QString TestRecordedSpeech::write(const std::string &lines) const
{
    const auto path = m_folder.filePath(u"a.sealcord"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || file.write(lines.data(), qint64(lines.size())) != qint64(lines.size()))
        qFatal("cannot write");
    return path;
}

void TestRecordedSpeech::isOfTheFirstConnectionWithAnAgentsMessage_data()
{
    QTest::addColumn<Role>("recorder");
    QTest::newRow("an agent's") << Role::Agent;
    QTest::newRow("a server's") << Role::Server;
}

void TestRecordedSpeech::isOfTheFirstConnectionWithAnAgentsMessage()
{
    QFETCH(Role, recorder);
    const auto path = write(recording(recorder));
    auto agents = RecordedSpeech::open(path, Role::Agent, 100);
    QVERIFY(agents);
    QCOMPARE(words(*agents), QStringList({u"q1"_s, u"q2"_s}));
    auto servers = RecordedSpeech::open(path, Role::Server, 100);
    QVERIFY(servers);
    QCOMPARE(words(*servers), QStringList({u"r1"_s}));
}

void TestRecordedSpeech::beginsAgain()
{
    auto speech = RecordedSpeech::open(write(recording(Role::Agent)), Role::Agent, 100);
    const auto first = speech->next();
    QVERIFY(first && *first);
    QCOMPARE((*first)->line, quint64(3));
    QCOMPARE((*first)->time, start);
    speech->rewind();
    QCOMPARE(words(*speech), QStringList({u"q1"_s, u"q2"_s}));
}

void TestRecordedSpeech::needsAnAgentsMessage()
{
    const auto whole = recording(Role::Agent);
    const auto secondLine = whole.find('\n', whole.find('\n') + 1);
    const auto path = write(whole.substr(0, secondLine + 1));
    const auto speech = RecordedSpeech::open(path, Role::Agent, 100);
    QVERIFY(!speech);
    QCOMPARE(speech.error(), path + u": no message of an agent is recorded in it"_s);
}

void TestRecordedSpeech::tellsDamage()
{
    auto speech =
        RecordedSpeech::open(write(recording(Role::Agent) + "broken\n"), Role::Agent, 100);
    const auto said = words(*speech);
    QCOMPARE(said.size(), qsizetype(3));
    QVERIFY2(said.last().startsWith(u"damaged in line 7: no record"_s), qPrintable(said.last()));
}

void TestRecordedSpeech::takesNoMoreThanTheLongest()
{
    const auto path = write(recording(Role::Agent));
    auto enough = RecordedSpeech::open(path, Role::Agent, 2);
    QCOMPARE(words(*enough).size(), qsizetype(2));
    auto few = RecordedSpeech::open(path, Role::Agent, 1);
    QCOMPARE(words(*few), QStringList({u"line 3 has a message of more than 1 bytes"_s}));
}

void TestRecordedSpeech::endsWhereTheFileIsCutOff()
{
    auto text = recording(Role::Agent);
    text.pop_back();
    auto speech = RecordedSpeech::open(write(text), Role::Agent, 100);
    QVERIFY(!speech->cutOffLine());
    QCOMPARE(words(*speech), QStringList({u"q1"_s}));
    QCOMPARE(speech->cutOffLine(), std::optional<quint64>(6));
}

QTEST_APPLESS_MAIN(TestRecordedSpeech)
#include "tst_recordedspeech.moc"

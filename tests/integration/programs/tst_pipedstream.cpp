// SPDX-License-Identifier: MIT
#include "tests/support/hex.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/processes/pipe.h"
#include "tests/support/processes/runningprogram.h"
#include "tests/support/randombytes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// `sealcord agent --local=-=NAME`: standard input and output as a connection to a service.
class TestPipedStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void inputGoesThereAndTheAnswerComesBack_data();
    void inputGoesThereAndTheAnswerComesBack();
    void endsWhenTheServiceDoes();
    void aReset_data();
    void aReset();
    void aResetWhileTheOutputWaits();
    void isInterruptedWhileTheOutputWaits();
    void leadsNowhere_data();
    void leadsNowhere();
    void theReaderOfItsOutputHasGone();

private:
    [[nodiscard]] std::unique_ptr<RunningProgram> agentTo(const QString &target) const;
    [[nodiscard]] QString file(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlockingListener> m_service;
    std::unique_ptr<ServerProgram> m_server;
};

void TestPipedStream::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_service = std::make_unique<BlockingListener>();
    m_server = std::make_unique<ServerProgram>(
        QStringList{u"--agents=anyone"_s, u"--forward-to-anyone"_s, u"--identity"_s,
            m_folder->filePath(u"server.key"_s), u"--forward"_s, u"web="_s + m_service->address(),
            u"--forward"_s, u"gone=unix:"_s + m_folder->filePath(u"nobody"_s)});
    QVERIFY(m_server->listen());
}

std::unique_ptr<RunningProgram> TestPipedStream::agentTo(const QString &target) const
{
    return std::make_unique<RunningProgram>(
        QStringList{u"agent"_s, m_server->address(), u"--trust=accept-new"_s, u"--no-reconnect"_s,
            u"--identity"_s, m_folder->filePath(u"agent.key"_s), u"--known-servers"_s,
            m_folder->filePath(u"servers"_s), u"--local=-="_s + target});
}

QString TestPipedStream::file(const QByteArray &content) const
{
    QFile file(m_folder->filePath(u"input"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no input");
    return file.fileName();
}

void TestPipedStream::inputGoesThereAndTheAnswerComesBack_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a line") << QByteArray("GET /\n") << QByteArray("hello\n");
    QTest::newRow("nothing, and no answer") << QByteArray() << QByteArray();
    QTest::newRow("much input") << randomBytes(1, 5'000'000) << QByteArray("thank you\n");
    QTest::newRow("a long answer") << QByteArray("all\n") << randomBytes(2, 5'000'000);
}

// The answer comes behind the end of the input, and nothing is added to either.
void TestPipedStream::inputGoesThereAndTheAnswerComesBack()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, answer);
    const auto agent = agentTo(u"web"_s);
    agent->setInputFile(file(input));
    QVERIFY(agent->start());
    auto service = m_service->accept();
    const auto size = static_cast<std::size_t>(input.size());
    QVERIFY(service.read(size + 1) == toBytes(input)); // up to its end
    QVERIFY(service.write(toBytes(answer)));
    service.close();
    QCOMPARE(agent->exitCode(), 0);
    QVERIFY(agent->bytes(Stream::Output) == answer);
}

// Whatever its input may still say.
void TestPipedStream::endsWhenTheServiceDoes()
{
    Pipe input;
    const auto agent = agentTo(u"web"_s);
    agent->redirect(0, input.readEnd.number());
    QVERIFY(agent->start());
    auto service = m_service->accept();
    QCOMPARE(::write(input.writeEnd.number(), "hi\n", 3), 3);
    QCOMPARE(service.read(3), toBytes("hi\n"));
    QVERIFY(service.write(toBytes("bye\n")));
    service.close();
    QCOMPARE(agent->exitCode(), 0);
    QCOMPARE(agent->bytes(Stream::Output), "bye\n");
}

void TestPipedStream::aReset_data()
{
    QTest::addColumn<bool>("hasInputEnded");
    QTest::addColumn<QByteArray>("answer"); // before it
    QTest::newRow("while it speaks") << false << QByteArray();
    QTest::newRow("in the answer") << false << QByteArray("hal\n");
    QTest::newRow("behind all of the input") << true << QByteArray();
    QTest::newRow("behind all of the input, in the answer") << true << QByteArray("hal\n");
}

// What came before it is there, and is not taken for all.
void TestPipedStream::aReset()
{
    QFETCH(bool, hasInputEnded);
    QFETCH(QByteArray, answer);
    Pipe input;
    const auto agent = agentTo(u"web"_s);
    agent->redirect(0, input.readEnd.number());
    QVERIFY(agent->start());
    auto service = m_service->accept();
    QCOMPARE(::write(input.writeEnd.number(), "hi\n", 3), 3);
    if (hasInputEnded)
        input.writeEnd.close();
    QCOMPARE(service.read(hasInputEnded ? 4 : 3), toBytes("hi\n"));
    QVERIFY(service.write(toBytes(answer)));
    QTRY_COMPARE_WITH_TIMEOUT(agent->bytes(Stream::Output), answer, patience);
    service.reset();
    QCOMPARE(agent->exitCode(), 1);
    QCOMPARE(agent->count(Stream::Errors, u"Stream to web reset.*cancelled"_s), 1);
    QCOMPARE(agent->bytes(Stream::Output), answer);
}

// It comes when the program still waits for who reads its output, and counts all the same.
void TestPipedStream::aResetWhileTheOutputWaits()
{
    Pipe output;
    output.fill();
    const auto agent = agentTo(u"web"_s);
    agent->setInputFile(file("all\n"));
    agent->redirect(1, output.writeEnd.number());
    QVERIFY(agent->start());
    output.writeEnd.close();
    auto service = m_service->accept();
    QCOMPARE(service.read(5), toBytes("all\n"));
    QVERIFY(service.write(toBytes("hal\n")));
    service.reset();
    QVERIFY(agent->waitFor(Stream::Errors, u"Stream to web reset.*cancelled"_s).hasMatch());
    QVERIFY(agent->isRunning());
    std::ignore = output.read(100);
    QCOMPARE(agent->exitCode(), 1);
}

// Its stream still has what the service has said, and is ended when the pipe is gone already.
void TestPipedStream::isInterruptedWhileTheOutputWaits()
{
    Pipe output;
    output.fill();
    const auto agent = agentTo(u"web"_s);
    agent->setInputFile(file("all\n"));
    agent->redirect(1, output.writeEnd.number());
    QVERIFY(agent->start());
    auto service = m_service->accept();
    QCOMPARE(service.read(5), toBytes("all\n"));
    QVERIFY(service.writeAndFinish(Bytes(400'000)));
    QVERIFY(m_server->waitFor(Stream::Errors, u"Stream to web closed"_s).hasMatch()); // it has all
    agent->signal(SIGTERM);
    QCOMPARE(agent->exitCode(), 0);
}

void TestPipedStream::leadsNowhere_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("why");
    QTest::newRow("nobody listens") << u"gone"_s << u"Stream to gone refused.*refused"_s;
    QTest::newRow("no such service") << u"else"_s << u"Stream to else refused.*no such target"_s;
    QTest::newRow("an agent's") << u"web@pump"_s << u"Stream to web@pump refused.*not allowed"_s;
}

void TestPipedStream::leadsNowhere()
{
    QFETCH(QString, target);
    QFETCH(QString, why);
    Pipe input; // says nothing, and does not end
    const auto agent = agentTo(target);
    agent->redirect(0, input.readEnd.number());
    QVERIFY(agent->start());
    QCOMPARE(agent->exitCode(), 1);
    QVERIFY(agent->bytes(Stream::Output).isEmpty());
    QVERIFY2(agent->count(Stream::Errors, why) > 0, qPrintable(agent->errors()));
}

void TestPipedStream::theReaderOfItsOutputHasGone()
{
    Pipe output;
    const auto agent = agentTo(u"web"_s);
    agent->setInputFile(file("all\n"));
    agent->redirect(1, output.writeEnd.number());
    QVERIFY(agent->start());
    output.writeEnd.close();
    output.readEnd.close();
    auto service = m_service->accept();
    constexpr std::size_t forEver = 512 * 1024 * 1024;
    QVERIFY(service.push(Bytes(64 * 1024), forEver) < forEver);
    QCOMPARE(agent->exitCode(), 4);
    QCOMPARE(agent->count(Stream::Errors, u"^Cannot write to standard output: Broken pipe"_s), 1);
}

QTEST_GUILESS_MAIN(TestPipedStream)
#include "tst_pipedstream.moc"

// SPDX-License-Identifier: MIT
#include "core/trust/knownservers.h"

#include "core/trust/keyword.h"
#include "tests/support/keyforms.h"
#include "tests/unit/trust/trustfolder.h"

#include <QDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestKnownServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheVectorsTake_data();
    void takesWhatTheVectorsTake();
    void entriesAreWhatTheLinesSay();
    void severalLinesForOnePlace();
    void theErrorTellsFileAndLine_data();
    void theErrorTellsFileAndLine();
    void aFileThatIsNotThereKnowsNobody();
    void remembering_data();
    void remembering();
    void marking_data();
    void marking();
    void forgetting_data();
    void forgetting();
    void forgettingWhatIsNotThereIsAnError();
    void aFileThatDoesNotParseIsNotWritten();
    void aFileThatOthersMayWriteIsRefused();
};

static const QByteArray &keyA()
{
    return keyForms().agent.text;
}

static const QByteArray &keyB()
{
    return keyForms().server.text;
}

static X25519KeyPair::PublicKey keyOf(const QByteArray &text)
{
    return parseKeyWord(QString::fromUtf8(text)).value();
}

static const Place lab{u"lab"_s, 1};

void TestKnownServers::takesWhatTheVectorsTake_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("wrongLine"); // 0: none
    int row = 0;
    for (const auto &file : keyForms().files) {
        if (file.file == u"known_servers"_s)
            QTest::addRow("%d", ++row) << file.text << file.line;
    }
    QVERIFY(row > 0);
}

void TestKnownServers::takesWhatTheVectorsTake()
{
    QFETCH(QByteArray, text);
    QFETCH(int, wrongLine);
    const auto servers = KnownServers::parse(text, u"FILE"_s);
    const auto error = servers ? QString() : servers.error().text;
    QVERIFY2(servers.has_value() == (wrongLine == 0), qPrintable(error));
    if (!servers)
        QVERIFY2(error.startsWith(u"FILE:%1: "_s.arg(wrongLine)), qPrintable(error));
}

void TestKnownServers::entriesAreWhatTheLinesSay()
{
    const auto servers = KnownServers::parse("# servers\n\n  lab.example:1337 " + keyA()
            + " verified=2026-11-28\n[2001:db8::7]:1337\t" + keyB() + "   # first contact",
        {});
    QVERIFY(servers);
    QCOMPARE(servers->entries().size(), std::size_t(2));
    const auto &first = servers->entries().front();
    QCOMPARE(first.place, (Place{u"lab.example"_s, 1337}));
    QCOMPARE(first.key, keyOf(keyA()));
    QCOMPARE(first.verified, parseUtcDate(u"2026-11-28"));
    QCOMPARE(first.line, 3);
    const auto &second = servers->entries().back();
    QCOMPARE(second.place, (Place{u"2001:db8::7"_s, 1337}));
    QVERIFY(!second.verified);
    QCOMPARE(second.line, 4);
}

void TestKnownServers::severalLinesForOnePlace()
{
    const auto servers = KnownServers::parse(
        "lab:1 " + keyA() + "\nlab:2 " + keyA() + "\nlab:1 " + keyB() + '\n', {});
    QVERIFY(servers);
    const auto found = servers->at(lab);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found.front().line, 1);
    QCOMPARE(found.back().line, 3);
    QVERIFY(servers->at({u"lab"_s, 3}).empty());
}

void TestKnownServers::theErrorTellsFileAndLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");

    QTest::newRow("capitals")
        << "Lab:1 " + keyA()
        << u"FILE:1: \"Lab:1\" is no place: HOST:PORT or [IPv6]:PORT, in lower case, the port "
           "from 1 to 65535"_s;
    QTest::newRow("a key cut short")
        << QByteArray("# x\n\nlab:1 x25519:Voc")
        << u"FILE:3: \"x25519:Voc\" is no public key: x25519: and 43 characters of base64, as "
           "'sealcord key show' prints it"_s;
    QTest::newRow("a word too many") << "lab:1 " + keyA() + " verified=2026-11-28 x"
                                     << u"FILE:1: is not HOST:PORT KEY [verified=YYYY-MM-DD]"_s;
    QTest::newRow("another option")
        << "lab:1 " + keyA() + " name=x" << u"FILE:1: \"name=x\" is not verified=YYYY-MM-DD"_s;
    QTest::newRow("no date") << "lab:1 " + keyA() + " verified="
                             << u"FILE:1: \"verified=\" holds no date: verified=2026-11-28"_s;
    QTest::newRow("CR LF") << "# x\r\nlab:1 " + keyA() + "\r\n"
                           << u"FILE:2: ends in CR LF; the lines of this file end in LF"_s;
    QTest::newRow("not UTF-8") << QByteArray("# z\xe4hlwerk\n") << u"FILE:1: is not UTF-8"_s;
}

void TestKnownServers::theErrorTellsFileAndLine()
{
    QFETCH(QByteArray, text);
    const auto servers = KnownServers::parse(text, u"FILE"_s);
    QVERIFY(!servers);
    QTEST(servers.error().text, "error");
}

void TestKnownServers::aFileThatIsNotThereKnowsNobody()
{
    const TrustFolder folder;
    const auto servers = KnownServers::read(folder.path(u"known_servers"_s));
    QVERIFY(servers);
    QVERIFY(servers->entries().empty());
}

void TestKnownServers::remembering_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    const QByteArray line = "lab:1 " + keyA() + '\n';
    QTest::newRow("empty") << QByteArray() << line;
    QTest::newRow("behind others") << "# servers\n\nother:1   " + keyB() + "  # kept\n"
                                   << "# servers\n\nother:1   " + keyB() + "  # kept\n" + line;
    QTest::newRow("behind a line without an end")
        << QByteArray("# servers") << "# servers\n" + line;
    QTest::newRow("a second key of the place") << "lab:1 " + keyB() + '\n'
                                               << "lab:1 " + keyB() + '\n' + line;
    QTest::newRow("it is there") << "lab:1\t" + keyA() + " verified=2026-01-01"
                                 << "lab:1\t" + keyA() + " verified=2026-01-01\n";
}

void TestKnownServers::remembering()
{
    QFETCH(QByteArray, before);
    const TrustFolder folder;
    const auto path = folder.write(u"known"_s, before, 0640);
    const auto done = rememberServer(path, lab, keyOf(keyA()));
    QVERIFY2(done, done ? "" : qPrintable(done.error().text));
    QTEST(folder.read(u"known"_s), "after");
    QCOMPARE(folder.mode(u"known"_s), mode_t(0640));
}

void TestKnownServers::marking_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("empty") << QByteArray() << "lab:1 " + keyA() + " verified=2026-11-28\n";
    QTest::newRow("a line with a comment")
        << "lab:1   " + keyA() + "  # over the phone\n"
        << "lab:1   " + keyA() + " verified=2026-11-28  # over the phone\n";
    QTest::newRow("an older date")
        << "lab:1 " + keyA() + "  verified=2025-01-01 #x\nlab:1 " + keyB() + '\n'
        << "lab:1 " + keyA() + "  verified=2026-11-28 #x\nlab:1 " + keyB() + '\n';
}

void TestKnownServers::marking()
{
    QFETCH(QByteArray, before);
    const TrustFolder folder;
    const auto path = folder.write(u"known"_s, before);
    QVERIFY(markServerVerified(path, lab, keyOf(keyA()), *parseUtcDate(u"2026-11-28")));
    QTEST(folder.read(u"known"_s), "after");
}

void TestKnownServers::forgetting_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("the only one") << "lab:1 " + keyA() << QByteArray();
    QTest::newRow("one among others") << "# a\nlab:1 " + keyA() + "\n\nlab:1 " + keyB() + "\n# b\n"
                                      << "# a\n\nlab:1 " + keyB() + "\n# b\n";
    QTest::newRow("twice") << "lab:1 " + keyA() + "\n# a\nlab:1 " + keyA() + "\n"
                           << QByteArray("# a\n");
}

void TestKnownServers::forgetting()
{
    QFETCH(QByteArray, before);
    const TrustFolder folder;
    const auto path = folder.write(u"known"_s, before);
    QVERIFY(forgetServer(path, lab, keyOf(keyA())));
    QTEST(folder.read(u"known"_s), "after");
}

void TestKnownServers::forgettingWhatIsNotThereIsAnError()
{
    const TrustFolder folder;
    const auto path = folder.write(u"known"_s, "lab:1 " + keyB());
    const auto done = forgetServer(path, lab, keyOf(keyA()));
    QVERIFY(!done);
    QCOMPARE(done.error().text,
        path + u": has no line for lab:1 with the key "_s + QString::fromUtf8(keyA()));
}

void TestKnownServers::aFileThatDoesNotParseIsNotWritten()
{
    const TrustFolder folder;
    const auto path = folder.write(u"known"_s, "lab:1 nonsense\n");
    const auto done = rememberServer(path, lab, keyOf(keyA()));
    QVERIFY(!done);
    QVERIFY(done.error().text.startsWith(path + u":1: "_s));
    QCOMPARE(folder.read(u"known"_s), QByteArray("lab:1 nonsense\n"));
}

void TestKnownServers::aFileThatOthersMayWriteIsRefused()
{
    const TrustFolder folder;
    for (const mode_t mode : {0620U, 0602U}) {
        const auto path = folder.write(u"known"_s, "lab:1 " + keyA(), mode);
        const auto error = path
            + u": others than its owner may write it. Not used. If nobody has, this helps: chmod "
              "go-w '"_s
            + path + u'\'';
        const auto servers = KnownServers::read(path);
        QVERIFY(!servers);
        QCOMPARE(servers.error().text, error);
        const auto done = rememberServer(path, lab, keyOf(keyB()));
        QVERIFY(!done);
        QCOMPARE(done.error().text, error);
        QCOMPARE(folder.read(u"known"_s), "lab:1 " + keyA());
    }
}

QTEST_APPLESS_MAIN(TestKnownServers)
#include "tst_knownservers.moc"

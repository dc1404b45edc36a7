// SPDX-License-Identifier: MIT
#include "core/text/systemtext.h"

#include "core/app/options/agentoptions.h"
#include "core/app/settings/configfile.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestSystemText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsWhatIsUtf8_data();
    void textIsWhatIsUtf8();
    void noByteIsLost();
    void argumentsAreWhatStandsBehindTheName();
    void noArgumentsAreNone();
    void variablesKeepTheirBytes();
    void whatIsNoTextIsNoValue_data();
    void whatIsNoTextIsNoValue();
    void fileNameNeedNotBeText();
};

void TestSystemText::textIsWhatIsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isText");

    QTest::newRow("nothing") << QByteArray("") << QString() << true;
    QTest::newRow("ASCII") << QByteArray("--listen") << u"--listen"_s << true;
    QTest::newRow("UTF-8") << QByteArray("caf\xc3\xa9") << u"caf\u00e9"_s << true;
    QTest::newRow("beyond 16 bits") << QByteArray("\xf0\x9f\x98\x80") << u"\U0001f600"_s << true;
    QTest::newRow("Latin-1") << QByteArray("caf\xe9") << u"caf"_s + QChar(0xdce9) << false;
    QTest::newRow("before text") << QByteArray("\xff!") << QChar(0xdcff) + u"!"_s << false;
    QTest::newRow("cut short") << QByteArray("\xf0\x9f\x98")
                               << QString(QChar(0xdcf0)) + QChar(0xdc9f) + QChar(0xdc98) << false;
    QTest::newRow("a surrogate, encoded")
        << QByteArray("\xed\xa0\x80") << QString(QChar(0xdced)) + QChar(0xdca0) + QChar(0xdc80)
        << false;
    QTest::newRow("too long a form")
        << QByteArray("\xc0\xaf") << QString(QChar(0xdcc0)) + QChar(0xdcaf) << false;
}

void TestSystemText::textIsWhatIsUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(bool, isText);
    QCOMPARE(fromSystem(bytes), text);
    QCOMPARE(fromSystem(bytes).isValidUtf16(), isText);
    QCOMPARE(toSystem(text), bytes);
}

void TestSystemText::noByteIsLost()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes(1 + random.bounded(12), '\0');
        for (auto &byte : bytes) // mostly such as stand in UTF-8
            byte = static_cast<char>(
                random.bounded(2) ? 0x80 + random.bounded(0x80) : 1 + random.bounded(0xff));
        QCOMPARE(toSystem(fromSystem(bytes)), bytes);
        QCOMPARE(fromSystem(bytes).isValidUtf16(), bytes.isValidUtf8());
    }
}

void TestSystemText::argumentsAreWhatStandsBehindTheName()
{
    const std::array argv{"sealcord-server-gui", "--listen", "[::]:1337", "", "caf\xe9"};
    QCOMPARE(argumentsOf(static_cast<int>(argv.size()), argv.data()),
        (QStringList{u"--listen"_s, u"[::]:1337"_s, QString(), u"caf"_s + QChar(0xdce9)}));
}

void TestSystemText::noArgumentsAreNone()
{
    const std::array argv{"sealcord"};
    QVERIFY(argumentsOf(1, argv.data()).isEmpty());
    QVERIFY(argumentsOf(0, nullptr).isEmpty());
}

void TestSystemText::variablesKeepTheirBytes()
{
    QVERIFY(qputenv("SEALCORD_TEXT", "a=\xe9"));
    QVERIFY(qputenv("SEALCORD_EMPTY", ""));
    const auto variables = variablesOfProcess();
    QCOMPARE(toSystem(variables.value(u"SEALCORD_TEXT"_s)), "a=\xe9");
    QVERIFY(variables.contains(u"SEALCORD_EMPTY"_s));
    QVERIFY(variables.value(u"SEALCORD_EMPTY"_s).isEmpty());
    QVERIFY(!variables.contains(u"SEALCORD_NONE"_s));
}

void TestSystemText::whatIsNoTextIsNoValue_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("error");

    QTest::newRow("an option") << QByteArray("--message=caf\xe9") << QByteArray()
                               << u"sealcord agent: --message: \"caf\\xe9\" is not UTF-8"_s;
    QTest::newRow("the server") << QByteArray("caf\xe9") << QByteArray()
                                << u"sealcord agent: HOST:PORT: \"caf\\xe9\" is not UTF-8"_s;
    QTest::newRow("a name") << QByteArray("--caf\xe9") << QByteArray()
                            << u"sealcord agent: unknown option --caf\\xe9 "
                               "(see sealcord agent --help)"_s;
    QTest::newRow("a variable") << QByteArray() << QByteArray("caf\xe9")
                                << u"sealcord agent: SEALCORD_MESSAGE: \"caf\\xe9\" is not UTF-8"_s;
}

void TestSystemText::whatIsNoTextIsNoValue()
{
    QFETCH(QByteArray, argument);
    QFETCH(QByteArray, variable);
    QFETCH(QString, error);
    const std::array argv{"sealcord", argument.constData()};
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_MESSAGE"_s, fromSystem(variable));
    const auto options =
        parseAgentOptions(argumentsOf(argument.isEmpty() ? 1 : 2, argv.data()), environment);
    QVERIFY(!options);
    QCOMPARE(options.error().text, error);
}

void TestSystemText::fileNameNeedNotBeText()
{
    const QTemporaryDir directory;
    const auto path = directory.path() + u"/caf"_s + QChar(0xdce9);
    const QByteArray content = "count = 7\n";
    const int file = ::open(toSystem(path).constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    QCOMPARE(::write(file, content.constData(), std::size_t(content.size())), content.size());
    ::close(file);
    const auto options = parseAgentOptions({u"--config"_s, path}, {});
    QVERIFY2(options, qPrintable(options ? QString() : options.error().text));
    QCOMPARE(options->count, quint64{7});

    ::unlink(toSystem(path).constData());
    const auto error = readConfigFile(path).error();
    QVERIFY2(error.endsWith(u": cannot be read: No such file or directory"_s), qPrintable(error));
}

QTEST_GUILESS_MAIN(TestSystemText)
#include "tst_systemtext.moc"

// SPDX-License-Identifier: MIT
#include "core/app/settings/settings.h"
#include "tests/support/strings.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// A program "server" and one "agent", each with a few settings.
struct Fixture {
    quint64 size = 0;
    QString text;
    quint64 otherCount = 0;

    Program server{"server"_L1, {}, {}, {},
        {
            {{}, "max-size"_L1, "SIZE"_L1, "16"_L1, {},
                into(size, [](QStringView value) { return parseCount(value, 1, 1000); })},
            {{}, "text"_L1, "TEXT"_L1, "hello"_L1, {}, into(text, parseText), Option::Kind::Value,
                "SEALCORD_WORDS"_L1},
        }};
    std::vector<Program> others{{"agent"_L1, {}, {}, {},
        {
            {{}, "count"_L1, "NUMBER"_L1, "5"_L1, {},
                into(otherCount, [](QStringView value) { return parseCount(value, 1, 10); })},
        }}};
};

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void precedence_data();
    void precedence();
    void error_data();
    void error();
    void fileOfTheCommandLineWins();
    void emptyVariableIsNone();
    void unknownVariablesAreWarnings();
    void printedConfigurationSetsTheSame();
    void helpAndVersionNeedNoValidSettings();
    void environmentNames();

private:
    QString write(const QByteArray &content);

    QTemporaryDir m_folder;
};

void TestSettings::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

QString TestSettings::write(const QByteArray &content)
{
    const auto path = m_folder.filePath(u"sealcord.ini"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the configuration");
    return path;
}

void TestSettings::precedence_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("origin");

    const QByteArray before = "max-size = 2\n";
    const QByteArray section = "[server]\nmax-size = 3\n";
    const QByteArray others = "[agent]\ncount = 3\n";
    const auto argument = strings({"--max-size", "9"});
    QTest::newRow("default") << QByteArray() << "" << QStringList() << 16 << "default";
    QTest::newRow("file") << before << "" << QStringList() << 2 << "file PATH:1";
    QTest::newRow("section") << section << "" << QStringList() << 3 << "file PATH:2";
    QTest::newRow("section over before")
        << before + section << "" << QStringList() << 3 << "file PATH:3";
    QTest::newRow("another program's section") << others << "" << QStringList() << 16 << "default";
    QTest::newRow("environment over file")
        << section << "5" << QStringList() << 5 << "environment SEALCORD_MAX_SIZE";
    QTest::newRow("command line over all") << section << "5" << argument << 9 << "command line";
    QTest::newRow("command line over file") << section << "" << argument << 9 << "command line";
}

void TestSettings::precedence()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, variable);
    QFETCH(QStringList, arguments);
    QFETCH(int, size);
    QFETCH(QString, origin);

    const auto path = write(file);
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_MAX_SIZE"_s, variable);
    Fixture fixture;
    const auto settings = readSettings(
        fixture.server, fixture.others, QStringList{u"--config"_s, path} + arguments, environment);
    QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().text));
    QCOMPARE(fixture.size, quint64(size));
    QCOMPARE(fixture.text, u"hello"_s);
    QCOMPARE(settings->values[0].origin.toString(), origin.replace(u"PATH"_s, path));
    QVERIFY(!settings->answer);
    QVERIFY(settings->warnings.isEmpty());
}

void TestSettings::error_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");

    const QByteArray none;
    QTest::newRow("unknown key") << QByteArray("\n# x\nsize = 1") << "" << QStringList()
                                 << "PATH:3: unknown key size";
    QTest::newRow("key of another program")
        << QByteArray("[server]\ncount = 1") << "" << QStringList() << "PATH:2: unknown key count";
    QTest::newRow("unknown section") << QByteArray("[servers]\ntext = a") << "" << QStringList()
                                     << "PATH:2: unknown section [servers]";
    QTest::newRow("bad value in the file") << QByteArray("max-size = x") << "" << QStringList()
                                           << "PATH:1: max-size: \"x\" is not a whole number";
    QTest::newRow("bad value that is overridden")
        << QByteArray("max-size = x") << "5" << strings({"--max-size=5"})
        << "PATH:1: max-size: \"x\" is not a whole number";
    QTest::newRow("bad value of another program")
        << QByteArray("[agent]\ncount = 99") << "" << QStringList()
        << "PATH:2: count: \"99\" is out of range: from 1 to 10";
    QTest::newRow("not INI") << QByteArray("\nword") << "" << QStringList()
                             << "PATH:2: neither \"key = value\" nor \"[section]\" nor a comment";
    QTest::newRow("bad variable") << none << "1001" << QStringList()
                                  << "SEALCORD_MAX_SIZE: \"1001\" is out of range: from 1 to 1000";
    QTest::newRow("bad option") << none << "" << strings({"--max-size=-1"})
                                << "--max-size: \"-1\" is not a whole number";
    QTest::newRow("empty text") << none << "" << strings({"--text", ""})
                                << "--text: must not be empty";
    QTest::newRow("unknown option") << none << "" << strings({"--sizes=1"})
                                    << "unknown option --sizes (see sealcord server --help)";
    QTest::newRow("stray argument")
        << none << "" << strings({"x"}) << "unexpected argument \"x\" (see sealcord server --help)";
}

void TestSettings::error()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, variable);
    QFETCH(QStringList, arguments);
    QFETCH(QString, error);

    const auto path = write(file);
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_MAX_SIZE"_s, variable);
    environment.insert(u"SEALCORD_CONFIG"_s, path);
    Fixture fixture;
    const auto settings = readSettings(fixture.server, fixture.others, arguments, environment);
    QVERIFY(!settings);
    QCOMPARE(settings.error().text, u"sealcord server: "_s + error.replace(u"PATH"_s, path));
}

void TestSettings::fileOfTheCommandLineWins()
{
    const auto path = write("text = from the file\n");
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_CONFIG"_s, u"/nowhere/at/all"_s);
    Fixture fixture;
    QVERIFY(readSettings(fixture.server, fixture.others, {u"--config="_s + path}, environment));
    QCOMPARE(fixture.text, u"from the file"_s);

    const auto missing = readSettings(fixture.server, fixture.others, {}, environment);
    QVERIFY(!missing);
    QCOMPARE(missing.error().text,
        u"sealcord server: /nowhere/at/all: cannot be read: No such file or directory"_s);
}

void TestSettings::emptyVariableIsNone()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_WORDS"_s, QString());
    environment.insert(u"SEALCORD_CONFIG"_s, QString());
    Fixture fixture;
    const auto settings = readSettings(fixture.server, fixture.others, {}, environment);
    QVERIFY(settings);
    QCOMPARE(fixture.text, u"hello"_s);
}

void TestSettings::unknownVariablesAreWarnings()
{
    QProcessEnvironment environment;
    for (const auto *known : {"SEALCORD_MAX_SIZE", "SEALCORD_COUNT", "SEALCORD_ALLOW_DUMP"})
        environment.insert(QString::fromLatin1(known), u"1"_s);
    environment.insert(u"SEALCORD_SERVICE_HOST"_s, u"10.0.0.1"_s);
    environment.insert(u"SEALCORD_TEXT"_s, u"x"_s); // its variable is SEALCORD_WORDS
    environment.insert(u"PATH"_s, u"/bin"_s);
    Fixture fixture;
    const auto settings = readSettings(fixture.server, fixture.others, {}, environment);
    QVERIFY(settings);
    QCOMPARE(settings->warnings,
        strings({"unknown environment variable SEALCORD_SERVICE_HOST",
            "unknown environment variable SEALCORD_TEXT"}));
}

void TestSettings::printedConfigurationSetsTheSame()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_MAX_SIZE"_s, u"77"_s);
    const QString text = u"  hostile # \"text\"\n\\ [agent]"_s;
    Fixture first;
    const auto printed = readSettings(
        first.server, first.others, {u"--print-config"_s, u"--text"_s, text}, environment);
    QVERIFY(printed);
    QVERIFY(printed->answer);
    QVERIFY(printed->answer->contains(u"max-size = 77"_s));
    QVERIFY(printed->answer->contains(u"# (environment SEALCORD_MAX_SIZE)\n"_s));
    QVERIFY(printed->answer->contains(u"# (command line)\n"_s));

    Fixture second;
    const auto path = write(printed->answer->toUtf8());
    const auto settings =
        readSettings(second.server, second.others, {u"--config"_s, path}, QProcessEnvironment());
    QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().text));
    QCOMPARE(second.size, quint64(77));
    QCOMPARE(second.text, text);
}

void TestSettings::helpAndVersionNeedNoValidSettings()
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_MAX_SIZE"_s, u"x"_s);
    Fixture fixture;
    const auto help = readSettings(fixture.server, fixture.others, {u"-h"_s}, environment);
    QVERIFY(help);
    QVERIFY(help->answer.value_or(QString()).startsWith(u"Usage: sealcord server"_s));
    const auto version =
        readSettings(fixture.server, fixture.others, {u"--version"_s}, environment);
    QVERIFY(version);
    QVERIFY(version->answer.value_or(QString()).startsWith(u"sealcord "_s));
}

void TestSettings::environmentNames()
{
    const Fixture fixture;
    QCOMPARE(fixture.server.options[0].environmentName(), u"SEALCORD_MAX_SIZE"_s);
    QCOMPARE(fixture.server.options[1].environmentName(), u"SEALCORD_WORDS"_s);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"

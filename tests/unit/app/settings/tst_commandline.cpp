// SPDX-License-Identifier: MIT
#include "core/app/settings/commandline.h"
#include "tests/support/strings.h"

#include <QTest>

#include <array>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

namespace {

std::expected<QStringList, QString> read(const QStringList &arguments)
{
    static const std::array options{
        Option{{}, "size"_L1, "SIZE"_L1, {}, {}, {}, Option::Kind::Value, {}, "-s"_L1},
        Option{{}, "way"_L1, "WAY"_L1, {}, {}, {}, Option::Kind::List},
        Option{{}, "raw"_L1, {}, {}, {}, {}, Option::Kind::Flag},
        Option{{}, "help"_L1, {}, {}, {}, {}, Option::Kind::Flag, {}, "-h"_L1},
        Option{{}, "where"_L1, "HOST"_L1, {}, {}, {}, Option::Kind::Positional},
    };
    std::vector<const Option *> pointers;
    for (const auto &option : options)
        pointers.push_back(&option);
    const auto given = readCommandLine(arguments, pointers);
    if (!given)
        return std::unexpected(given.error());
    QStringList seen;
    for (const auto &[option, text] : *given)
        seen += option->name + u'=' + text;
    return seen;
}

} // namespace

void TestCommandLine::reads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("given");

    QTest::newRow("nothing") << QStringList() << QStringList();
    QTest::newRow("value behind") << strings({"--size", "1"}) << strings({"size=1"});
    QTest::newRow("value after equals") << strings({"--size=1=2"}) << strings({"size=1=2"});
    QTest::newRow("empty value") << strings({"--size="}) << strings({"size="});
    QTest::newRow("value like an option")
        << strings({"--size", "--raw"}) << strings({"size=--raw"});
    QTest::newRow("flag") << strings({"--raw"}) << strings({"raw=true"});
    QTest::newRow("flag with value") << strings({"--raw=no"}) << strings({"raw=no"});
    QTest::newRow("short help") << strings({"-h"}) << strings({"help=true"});
    QTest::newRow("short with a value") << strings({"-s", "1"}) << strings({"size=1"});
    QTest::newRow("value like a short option") << strings({"--size", "-s"}) << strings({"size=-s"});
    QTest::newRow("positional") << strings({"here", "--raw"})
                                << strings({"where=here", "raw=true"});
    QTest::newRow("end of options")
        << strings({"--raw", "--", "--here"}) << strings({"raw=true", "where=--here"});
    QTest::newRow("list once") << strings({"--way", "a"}) << strings({"way=a"});
    QTest::newRow("list twice") << strings({"--way=a", "--raw", "--way", "b,c"})
                                << strings({"way=a b,c", "raw=true"});
    QTest::newRow("dash alone") << strings({"-"}) << strings({"where=-"});
}

void TestCommandLine::reads()
{
    QFETCH(QStringList, arguments);
    const auto given = read(arguments);
    QVERIFY(given);
    QTEST(*given, "given");
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("error");

    QTest::newRow("unknown") << strings({"--sizes", "1"}) << "unknown option --sizes";
    QTest::newRow("unknown with value") << strings({"--b=1"}) << "unknown option --b";
    QTest::newRow("short") << strings({"-x"}) << "unknown option -x";
    QTest::newRow("one dash") << strings({"-size", "1"}) << "unknown option -size";
    QTest::newRow("beginning of a name") << strings({"--si", "1"}) << "unknown option --si";
    QTest::newRow("name of the positional") << strings({"--where=1"}) << "unknown option --where";
    QTest::newRow("no value") << strings({"--size"}) << "--size needs a value: SIZE";
    QTest::newRow("no value of a list")
        << strings({"--way=a", "--way"}) << "--way needs a value: WAY";
    QTest::newRow("twice") << strings({"--size", "1", "--size=1"}) << "--size is given twice";
    QTest::newRow("flag twice") << strings({"--raw", "--raw"}) << "--raw is given twice";
    QTest::newRow("stray") << strings({"a", "b"}) << "unexpected argument \"b\"";
    QTest::newRow("in one line") << strings({"-\n"}) << "unknown option -\\n";
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    const auto given = read(arguments);
    QVERIFY(!given);
    QTEST(given.error(), "error");
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"

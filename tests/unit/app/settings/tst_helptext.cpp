// SPDX-License-Identifier: MIT
#include "core/app/options/agentoptions.h"
#include "core/app/options/serveroptions.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestHelpText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsATerminal_data();
    void fitsATerminal();
    void namesEveryOptionAndItsDefault();
};

namespace {

QString help(bool ofServer)
{
    const QStringList arguments{u"--help"_s};
    return ofServer ? parseServerOptions(arguments, {})->answer.value_or(QString())
                    : parseAgentOptions(arguments, {})->answer.value_or(QString());
}

} // namespace

void TestHelpText::fitsATerminal_data()
{
    QTest::addColumn<bool>("ofServer");
    QTest::newRow("server") << true;
    QTest::newRow("agent") << false;
}

void TestHelpText::fitsATerminal()
{
    QFETCH(bool, ofServer);
    const auto text = help(ofServer);
    QVERIFY(text.contains(u"\nExamples:\n"_s));
    QVERIFY(text.endsWith(u'\n'));
    for (const auto &line : text.split(u'\n')) {
        QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY2(!line.endsWith(u' '), qPrintable(line));
        QVERIFY(!line.contains(QChar::Nbsp));
    }
}

void TestHelpText::namesEveryOptionAndItsDefault()
{
    AgentOptions options;
    const auto text = help(false);
    for (const auto &option : agentOptionTable(options)) {
        QVERIFY2(text.contains(u"\n  "_s + option.commandLineName()), option.name.data());
        if (option.defaultText.isEmpty())
            continue; // see below
        if (option.kind != Option::Kind::Flag)
            QVERIFY2(
                text.contains(u"[default: "_s + option.defaultText + u']'), option.name.data());
    }
    QVERIFY(!text.contains(u"[default: ]"_s)); // of one without
    for (const auto &general :
        {u"--config FILE"_s, u"--print-config"_s, u"-h, --help"_s, u"--version"_s})
        QVERIFY2(text.contains(u"\n  "_s + general), qPrintable(general));
}

QTEST_GUILESS_MAIN(TestHelpText)
#include "tst_helptext.moc"

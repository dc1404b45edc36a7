// SPDX-License-Identifier: MIT
#include "core/control/controlpath.h"
#include "core/control/controlserver.h"

#include <QDir>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestControlPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choices();
    void automaticPath_data();
    void automaticPath();
    void theOneThatRunsIsFound();
};

void TestControlPath::choices()
{
    QCOMPARE(parseControlChoice(u"auto").value().kind, ControlChoice::Kind::Auto);
    QCOMPARE(parseControlChoice(u"off").value().kind, ControlChoice::Kind::Off);
    const auto path = parseControlChoice(u"a b.sock").value();
    QCOMPARE(path.kind, ControlChoice::Kind::Path);
    QCOMPARE(path.path, QDir::currentPath() + u"/a b.sock"_s);
    QCOMPARE(parseControlChoice(u"/a").value().path, u"/a"_s);
    QVERIFY(!parseControlChoice(u""));
}

void TestControlPath::automaticPath_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("path");

    QTest::newRow("service") << u"/run/sealcord"_s << u"/run/user/1"_s
                             << u"/run/sealcord/control.sock"_s;
    QTest::newRow("service with several")
        << u"/run/a:/run/b"_s << QString() << u"/run/a/control.sock"_s;
    QTest::newRow("user") << QString() << u"/run/user/1"_s
                          << u"/run/user/1/sealcord/control-7.sock"_s;
    QTest::newRow("not absolute") << u"run"_s << u"run"_s << QString();
    QTest::newRow("neither") << QString() << QString() << QString();
}

void TestControlPath::automaticPath()
{
    QFETCH(QString, runtime);
    QFETCH(QString, user);
    QFETCH(QString, path);
    QProcessEnvironment environment;
    environment.insert(u"RUNTIME_DIRECTORY"_s, runtime);
    environment.insert(u"XDG_RUNTIME_DIR"_s, user);
    const auto found = automaticControlPath(7, environment);
    QCOMPARE(found.value_or(QString()), path);
    QCOMPARE(found.has_value(), !path.isEmpty());
}

void TestControlPath::theOneThatRunsIsFound()
{
    class Nothing final : public ControlHandler
    {
        void handle(const ControlRequest &, Reply) override { }
        std::expected<ControlSubscription, std::string> subscribe(const ControlRequest &) override
        {
            return std::unexpected(std::string("nothing happens"));
        }
    } handler;
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"sealcord"_s));
    QProcessEnvironment environment;
    QVERIFY(!runningControlPath(environment));
    environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
    QVERIFY(!runningControlPath(environment));

    const auto one = automaticControlPath(1, environment).value();
    auto first = std::make_unique<ControlServer>(handler);
    QVERIFY(first->listen(one));
    QCOMPARE(runningControlPath(environment).value(), one);

    const auto two = automaticControlPath(2, environment).value();
    ControlServer second(handler);
    QVERIFY(second.listen(two));
    const auto both = runningControlPath(environment);
    QVERIFY(!both);
    QVERIFY2(both.error().endsWith(one + u", "_s + two), qPrintable(both.error()));

    first.reset();
    QCOMPARE(runningControlPath(environment).value(), two);
}

QTEST_GUILESS_MAIN(TestControlPath)

#include "tst_controlpath.moc"

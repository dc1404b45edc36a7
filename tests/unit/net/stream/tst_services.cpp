// SPDX-License-Identifier: MIT
#include "core/net/stream/services.h"

#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_data();
    void address();
    void service_data();
    void service();
    void localPort_data();
    void localPort();
    void theErrorSaysWhatIsWrong_data();
    void theErrorSaysWhatIsWrong();
    void clash_data();
    void clash();
};

namespace {

template <typename T> QString shown(const Value<T> &value)
{
    return value ? value->toString() : u"refused"_s;
}

ListenAddress listenOn(const QString &text)
{
    return parseLocalPort(text + u"=web"_s)->listen;
}

} // namespace

void TestServices::address_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("takesProxyHeader");

    QTest::newRow("name") << "db.lab:5432" << "db.lab" << 5432 << QString() << false;
    QTest::newRow("IPv4") << "10.0.0.1:80" << "10.0.0.1" << 80 << QString() << false;
    QTest::newRow("IPv6") << "[::1]:80" << "::1" << 80 << QString() << false;
    QTest::newRow("path") << "unix:/run/db.sock" << QString() << 0 << "/run/db.sock" << false;
    QTest::newRow("with a header") << "proxy+[::1]:80" << "::1" << 80 << QString() << true;
    QTest::newRow("path with a header") << "proxy+unix:/d" << QString() << 0 << "/d" << true;
    QTest::newRow("longest path") << QString(u"unix:/"_s + u"x"_s.repeated(106)) << QString() << 0
                                  << QString(u'/' + u"x"_s.repeated(106)) << false;
}

void TestServices::address()
{
    QFETCH(QString, text);
    const auto address = parseServiceAddress(text);
    QVERIFY2(address, qPrintable(address ? QString() : address.error().text));
    QTEST(address->tcp.host, "host");
    QTEST(int(address->tcp.port), "port");
    QTEST(address->path, "path");
    QTEST(address->takesProxyHeader, "takesProxyHeader");
    QCOMPARE(address->isUnix(), !address->path.isEmpty());
    QCOMPARE(address->toString(), text);
}

void TestServices::service_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("TCP") << "db=127.0.0.1:5432" << "db=127.0.0.1:5432";
    QTest::newRow("space around it") << " db=lab:1 " << "db=lab:1";
    QTest::newRow("a path with an =") << "db=unix:/a=b" << "db=unix:/a=b";
    QTest::newRow("with a header") << "web.1_x-Y=proxy+h:1" << "web.1_x-Y=proxy+h:1";
    for (const auto *text : {"", "db", "=h:1", "db=", "d b=h:1", "db@x=h:1", "db=h", "db=h:0"})
        QTest::addRow("\"%s\"", text) << text << "refused";
}

void TestServices::service()
{
    QFETCH(QString, text);
    QTEST(shown(parseNamedService(text)), "shown");
}

void TestServices::localPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("port") << "8080=web" << "127.0.0.1:8080=web";
    QTest::newRow("of an agent") << "8080=web@pump-3" << "127.0.0.1:8080=web@pump-3";
    QTest::newRow("address") << "0.0.0.0:80=web" << "0.0.0.0:80=web";
    QTest::newRow("IPv6") << "[::1]:80=web" << "[::1]:80=web";
    QTest::newRow("any port") << "0=web" << "127.0.0.1:0=web";
    QTest::newRow("an agent's name with an =") << "80=web@a=b" << "127.0.0.1:80=web@a=b";
    for (const auto *text : {"", "8080", "8080=", "=web", "65536=web", "-1=web", "host:80=web",
             "127.0.0.1=web", "[::1]=web", "::1:80=web", "80=w b", "80=web@", "80=@a", "-=web"})
        QTest::addRow("\"%s\"", text) << text << "refused";
}

void TestServices::localPort()
{
    QFETCH(QString, text);
    QTEST(shown(parseLocalPort(text)), "shown");
}

void TestServices::theErrorSaysWhatIsWrong_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *text, const auto &value, const QString &expected) {
        QTest::newRow(text) << value.error().text << expected;
    };
    row("no port", parseNamedService(u"db=lab"),
        u"\"lab\" has no port: name:5432, 1.2.3.4:5432, [::1]:5432, or unix:/run/db.sock"_s);
    row("relative path", parseNamedService(u"db=unix:db.sock"),
        u"\"db.sock\" is no absolute path of a socket: unix:/run/db.sock"_s);
    row("long path", parseNamedService(u"db=unix:/"_s + u"x"_s.repeated(107)),
        u"\"/%1...\" is too long: a socket's path has at most 107 bytes"_s.arg(
            u"x"_s.repeated(59)));
    row("name", parseNamedService(u"a b=h:1"),
        u"\"a b\" is no name of a service: 1 to 64 characters of A-Z a-z 0-9 . _ -"_s);
    row("no name", parseNamedService(u"h:1"),
        u"\"h:1\" is no name with an address: db=127.0.0.1:5432, db=unix:/run/db.sock"_s);
    row("no service", parseLocalPort(u"8080"),
        u"\"8080\" is no port with a service: 8080=web, 0.0.0.0:8080=web@pump-3"_s);
    row("target", parseLocalPort(u"8080=web@"),
        u"\"web@\" is neither a service nor a service @ an agent: web, web@pump-3; a service's "
        "name has 1 to 64 characters of A-Z a-z 0-9 . _ -"_s);
    row("no port of its own", parseLocalPort(u"10.0.0.1=web"),
        u"\"10.0.0.1\" is no port, and no address with one: 8080, 0.0.0.0:8080, [::1]:8080"_s);
}

void TestServices::theErrorSaysWhatIsWrong()
{
    QFETCH(QString, error);
    QTEST(error, "expected");
}

void TestServices::clash_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("doClash");

    const auto row = [](const char *one, const char *other, bool doClash) {
        QTest::addRow("%s, %s", one, other)
            << QString::fromUtf8(one) << QString::fromUtf8(other) << doClash;
    };
    row("80", "80", true);
    row("80", "81", false);
    row("0", "0", false);
    row("80", "127.0.0.1:80", true);
    row("80", "10.0.0.1:80", false);
    row("80", "[::1]:80", false);
    row("0.0.0.0:80", "80", true);
    row("0.0.0.0:80", "[::1]:80", false);
    row("[::]:80", "[::1]:80", true);
    row("[::]:80", "80", true);
}

void TestServices::clash()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QTEST(doClash(listenOn(one), listenOn(other)), "doClash");
    QTEST(doClash(listenOn(other), listenOn(one)), "doClash");
}

QTEST_APPLESS_MAIN(TestServices)
#include "tst_services.moc"

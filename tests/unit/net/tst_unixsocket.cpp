// SPDX-License-Identifier: MIT
#include "core/net/unixsocket.h"

#include "tests/support/processes/descriptor.h"

#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <fcntl.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestUnixSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsToWhoListens();
    void longestPath();
    void nobodyIsThere_data();
    void nobodyIsThere();
};

void TestUnixSocket::connectsToWhoListens()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"zähler"_s);
    QLocalServer server;
    QVERIFY(server.listen(path));
    const auto connected = connectToPath(path);
    QVERIFY(connected);
    const Descriptor socket(*connected);
    QVERIFY(server.waitForNewConnection(0));
    QCOMPARE(::fcntl(socket.number(), F_GETFD), FD_CLOEXEC);
    QVERIFY(::fcntl(socket.number(), F_GETFL) & O_NONBLOCK);
}

// Bytes are counted, not characters.
void TestUnixSocket::longestPath()
{
    const auto longest = u"/"_s + u"ä"_s.repeated(53);
    QVERIFY(fitsSocket(longest));
    QVERIFY(connectToPath(longest).error() == ENOENT);
    const auto fits = fitsSocket(longest + u'x');
    QVERIFY(!fits);
    QCOMPARE(fits.error(), u"a socket's path has at most 107 bytes"_s);
    QVERIFY(connectToPath(longest + u'x').error() == ENAMETOOLONG);
}

void TestUnixSocket::nobodyIsThere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("isNobody");

    QTest::newRow("no such path") << u"/nowhere/socket"_s << ENOENT << true;
    QTest::newRow("no socket") << u"/dev/null"_s << ECONNREFUSED << true;
    QTest::newRow("no way to it") << u"/dev/null/x"_s << ENOTDIR << false;
}

void TestUnixSocket::nobodyIsThere()
{
    QFETCH(QString, path);
    const auto connected = connectToPath(path);
    QVERIFY(!connected);
    QTEST(connected.error(), "error");
    QTEST(isNobodyThere(connected.error()), "isNobody");
}

QTEST_GUILESS_MAIN(TestUnixSocket)
#include "tst_unixsocket.moc"

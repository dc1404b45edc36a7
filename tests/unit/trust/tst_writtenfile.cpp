// SPDX-License-Identifier: MIT
#include "core/trust/writtenfile.h"

#include "core/trust/guardedfile.h"
#include "core/trust/knownservers.h"
#include "tests/support/processes/child.h"
#include "tests/unit/trust/trustfolder.h"

#include <QDir>
#include <QTest>

#include <sys/wait.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestWrittenFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programsAtOnceLoseNothing();
    void theLockOfWhoDiedIsFree();
    void aLinkStays();
    void modeStays();
    void nothingIsLeftBesideIt();
    void whereNobodyMayWriteIsAnError();
    void readsWhatIsAFileAlone();
};

namespace {

X25519KeyPair::PublicKey keyOf(int process, int round)
{
    X25519KeyPair::PublicKey key{};
    key[0] = static_cast<std::byte>(process);
    key[1] = static_cast<std::byte>(round);
    return key;
}

} // namespace

// Each of four processes adds 25 lines and takes every fifth of them out again.
void TestWrittenFile::programsAtOnceLoseNothing()
{
    const TrustFolder folder;
    const auto path = folder.write(u"known_servers"_s, "# ours\n");
    const Place place{u"lab"_s, 1};
    constexpr int processes = 4;
    constexpr int rounds = 25;
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const auto child = ::fork();
        if (child == 0) {
            bool isDone = true;
            for (int round = 0; round < rounds; ++round) {
                const auto key = keyOf(process, round);
                isDone = isDone && rememberServer(path, place, key);
                isDone = isDone && (round % 5 != 0 || forgetServer(path, place, key));
            }
            _exit(isDone ? 0 : 1);
        }
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }
    const auto servers = KnownServers::read(path);
    QVERIFY(servers);
    QCOMPARE(servers->entries().size(), std::size_t(processes * (rounds - rounds / 5)));
    QVERIFY(folder.read(u"known_servers"_s).startsWith("# ours\n"));
}

void TestWrittenFile::theLockOfWhoDiedIsFree()
{
    const TrustFolder folder;
    const auto path = folder.path(u"file"_s);
    QCOMPARE(
        exitCodeOfChild([&path] { return FileLock::take(path) ? ::raise(SIGKILL) : 1; }), -SIGKILL);
    QVERIFY(FileLock::take(path));
}

void TestWrittenFile::aLinkStays()
{
    const TrustFolder folder;
    const auto path = folder.write(u"real"_s, "old");
    QVERIFY(QFile::link(path, folder.path(u"link"_s)));
    QVERIFY(replaceFile(folder.path(u"link"_s), "new"));
    QCOMPARE(folder.read(u"real"_s), QByteArray("new"));
    QVERIFY(QFileInfo(folder.path(u"link"_s)).isSymLink());
}

void TestWrittenFile::modeStays()
{
    const TrustFolder folder;
    const auto path = folder.write(u"file"_s, "old", 0644);
    QVERIFY(replaceFile(path, "new"));
    QCOMPARE(folder.mode(u"file"_s), mode_t(0644));
    QVERIFY(replaceFile(folder.path(u"new"_s), "new"));
    QCOMPARE(folder.mode(u"new"_s), mode_t(0600));
}

void TestWrittenFile::nothingIsLeftBesideIt()
{
    const TrustFolder folder;
    QVERIFY(replaceFile(folder.path(u"a/file"_s), "new"));
    QVERIFY(makeSecretFile(folder.path(u"a/secret"_s), {}) == Making::Made);
    QVERIFY(makeSecretFile(folder.path(u"a/secret"_s), {}) == Making::WasThere);
    QCOMPARE(QDir(folder.path(u"a"_s)).entryList(QDir::Files | QDir::Hidden),
        (QStringList{u"file"_s, u"secret"_s}));
}

void TestWrittenFile::whereNobodyMayWriteIsAnError()
{
    const auto done = replaceFile(u"/proc/nowhere/file"_s, "new");
    QVERIFY(!done);
    QVERIFY2(done.error().text.startsWith(u"/proc/nowhere"_s), qPrintable(done.error().text));
    QVERIFY(!FileLock::take(u"/proc/nowhere/file"_s));
}

void TestWrittenFile::readsWhatIsAFileAlone()
{
    const TrustFolder folder;
    QVERIFY(QDir().mkdir(folder.path(u"folder"_s)));
    const auto ofFolder = readGuarded(folder.path(u"folder"_s), Guard::Write);
    QVERIFY(!ofFolder);
    QVERIFY(ofFolder.error().text.endsWith(u": is not a file"_s));
    const auto pipe = folder.path(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(!readGuarded(pipe, Guard::Write)); // and does not wait for a writer
    const auto large = folder.write(u"large"_s, QByteArray(1024 * 1024 + 1, 'x'));
    QVERIFY(!readGuarded(large, Guard::Write));
    const auto atMost = folder.write(u"large"_s, QByteArray(1024 * 1024, 'x'));
    QCOMPARE(readGuarded(atMost, Guard::Write)->value().size(), 1024 * 1024);
}

QTEST_APPLESS_MAIN(TestWrittenFile)
#include "tst_writtenfile.moc"

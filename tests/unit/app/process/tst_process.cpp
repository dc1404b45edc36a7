// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"

#include "tests/support/processes/child.h"

#include <QProcessEnvironment>
#include <QTest>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

/// Each in a child, since these settings cannot be taken back.
class TestProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dumpsAreForbidden();
    void dumpsAreLeftWhereAsked_data();
    void dumpsAreLeftWhereAsked();
    void descriptorLimitIsRaisedToTheHardOne();
    void missingStreamsAreOpened();
    void writingToAMissingOutputFails();
};

namespace {

QProcessEnvironment allowDump(const QString &value)
{
    QProcessEnvironment environment;
    environment.insert(u"SEALCORD_ALLOW_DUMP"_s, value);
    return environment;
}

rlimit limitOf(int resource)
{
    rlimit limit{};
    ::getrlimit(static_cast<__rlimit_resource>(resource), &limit);
    return limit;
}

} // namespace

void TestProcess::dumpsAreForbidden()
{
    const auto code = exitCodeOfChild([] {
        const auto done = forbidDumps({});
        return done && ::prctl(PR_GET_DUMPABLE) == 0 && limitOf(RLIMIT_CORE).rlim_max == 0 ? 0 : 1;
    });
    QCOMPARE(code, 0);
}

void TestProcess::dumpsAreLeftWhereAsked_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("dumpable");
    QTest::newRow("1") << "1" << 1;
    QTest::newRow("0") << "0" << 0;
    QTest::newRow("yes") << "yes" << 0;
}

void TestProcess::dumpsAreLeftWhereAsked()
{
    QFETCH(QString, value);
    const auto code = exitCodeOfChild([&value] {
        ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
        return forbidDumps(allowDump(value)) ? ::prctl(PR_GET_DUMPABLE) : 100;
    });
    QTEST(code, "dumpable");
}

void TestProcess::descriptorLimitIsRaisedToTheHardOne()
{
    const auto code = exitCodeOfChild([] {
        const auto hard = limitOf(RLIMIT_NOFILE).rlim_max;
        const rlimit low{.rlim_cur = std::min<rlim_t>(hard, 100), .rlim_max = hard};
        if (::setrlimit(RLIMIT_NOFILE, &low) != 0)
            return 1;
        const auto result = raiseDescriptorLimit();
        const auto now = limitOf(RLIMIT_NOFILE);
        return now.rlim_cur == hard && now.rlim_max == hard && result == hard ? 0 : 2;
    });
    QCOMPARE(code, 0);
}

void TestProcess::missingStreamsAreOpened()
{
    const auto code = exitCodeOfChild([] {
        ::close(STDIN_FILENO);
        ::close(STDERR_FILENO);
        openStandardStreams();
        const auto next = ::open("/dev/null", O_RDONLY);
        const auto written = ::write(STDERR_FILENO, "x", 1);
        return next > STDERR_FILENO && written == 1 ? 0 : 1;
    });
    QCOMPARE(code, 0);
}

void TestProcess::writingToAMissingOutputFails()
{
    const auto code = exitCodeOfChild([] {
        ::close(STDOUT_FILENO);
        openStandardStreams();
        return ::write(STDOUT_FILENO, "x", 1) < 0 && errno == EBADF ? 0 : 1;
    });
    QCOMPARE(code, 0);
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"

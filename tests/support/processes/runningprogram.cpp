// SPDX-License-Identifier: MIT
#include "tests/support/processes/runningprogram.h"

#include <QFile>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sealcord::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto allowDump = "SEALCORD_ALLOW_DUMP"_L1;
constexpr unsigned nobody = 65534; // Linux's overflowuid, owner of nothing

QProcessEnvironment plainEnvironment()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : environment.keys()) {
        if (name.startsWith("SEALCORD_"_L1))
            environment.remove(name);
    }
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    if (isSanitized) // the leak checker reads the process as a debugger does
        environment.insert(allowDump, u"1"_s);
    return environment;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

RunningProgram::RunningProgram(const QStringList &arguments)
    : m_environment(plainEnvironment())
    , m_parent(::getpid())
{
    m_process.setProgram(QStringLiteral(SEALCORD_PROGRAM));
    m_process.setArguments(arguments);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(path(Stream::Output));
    m_process.setStandardErrorFile(path(Stream::Errors));
    m_process.setChildProcessModifier([this] { prepareChild(); });
    // Keys and lists of its own, wherever the person who runs the tests keeps theirs. Anybody may
    // write there: some programs run as nobody.
    ::chmod(QFile::encodeName(m_directory.path()).constData(), 0777);
    for (const auto *const variable : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        setVariable(QString::fromLatin1(variable), m_directory.path());
}

RunningProgram::~RunningProgram()
{
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    static const QRegularExpression report(
        u"(Address|Leak|Thread|UndefinedBehavior)Sanitizer|runtime error:"_s);
    if (errors().contains(report))
        QTest::qFail("a sanitizer reported something", __FILE__, __LINE__);
    if (!QTest::currentTestFailed())
        return;
    qInfo().noquote() << "---" << m_process.arguments().join(u' ') << "\n--- standard output:\n"
                      << output().right(1000) << "\n--- standard error:\n"
                      << errors().right(2000);
}

void RunningProgram::setVariable(const QString &name, const QString &value)
{
    m_environment.insert(name, value);
}

void RunningProgram::setScript(const QString &script)
{
    m_process.setArguments({u"-c"_s, script, m_process.program()});
    m_process.setProgram(u"/bin/sh"_s);
}

void RunningProgram::dropPrivileges()
{
    if (::geteuid() != 0)
        return;
    m_openProgram = Descriptor(::open(SEALCORD_PROGRAM, O_PATH | O_CLOEXEC));
    m_process.setProgram(u"/proc/self/fd/%1"_s.arg(m_openProgram.number()));
}

void RunningProgram::forbidDumps()
{
    m_environment.remove(allowDump);
    if (isSanitized) {
        const auto options = m_environment.value(u"ASAN_OPTIONS"_s);
        m_environment.insert(u"ASAN_OPTIONS"_s, options + u":detect_leaks=0"_s);
    }
}

bool RunningProgram::start()
{
    m_process.setProcessEnvironment(m_environment);
    m_process.start();
    return m_process.waitForStarted(patience);
}

// In the child, between fork and exec: system calls only.
void RunningProgram::prepareChild() const
{
    for (const auto &[number, descriptor] : m_redirections) {
        if (descriptor < 0)
            ::close(number);
        else
            ::dup2(descriptor, number);
    }
    const auto limit = [](__rlimit_resource what, std::optional<std::size_t> most) {
        const rlimit limits{.rlim_cur = most.value_or(0), .rlim_max = most.value_or(0)};
        if (most)
            ::setrlimit(what, &limits);
    };
    limit(RLIMIT_NOFILE, m_descriptors);
    limit(RLIMIT_NPROC, m_threads);
    if (m_openProgram.isOpen()) {
        ::syscall(SYS_setgroups, 0, nullptr);
        ::syscall(SYS_setresgid, nobody, nobody, nobody);
        ::syscall(SYS_setresuid, nobody, nobody, nobody);
    }
    // A test that crashes takes its children with it; one that has crashed already has none.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != m_parent)
        ::_exit(127);
}

bool RunningProgram::isRunning()
{
    m_process.waitForFinished(0); // looks
    return m_process.state() != QProcess::NotRunning;
}

void RunningProgram::signal(int number) const
{
    if (pid() > 0)
        ::kill(pid(), number);
}

bool RunningProgram::halt() const
{
    signal(SIGSTOP);
    return QTest::qWaitFor(
        [this] { return readAll(u"/proc/%1/stat"_s.arg(pid())).contains(") T "); }, patience);
}

int RunningProgram::exitCode(std::chrono::milliseconds atMost)
{
    if (m_process.state() != QProcess::NotRunning
        && !m_process.waitForFinished(static_cast<int>(atMost.count())))
        return stillRunning;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : diedOfSignal;
}

QString RunningProgram::path(Stream stream) const
{
    return m_directory.filePath(stream == Stream::Output ? u"output"_s : u"errors"_s);
}

QByteArray RunningProgram::bytes(Stream stream) const
{
    return readAll(path(stream));
}

QString RunningProgram::text(Stream stream) const
{
    return QString::fromUtf8(bytes(stream));
}

QRegularExpressionMatch RunningProgram::match(Stream stream, const QString &pattern) const
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    const auto all = text(stream);
    return expression.match(all.left(all.lastIndexOf(u'\n') + 1));
}

qsizetype RunningProgram::count(Stream stream, const QString &pattern) const
{
    return text(stream).count(QRegularExpression(pattern, QRegularExpression::MultilineOption));
}

QRegularExpressionMatch RunningProgram::waitFor(Stream stream, const QString &pattern)
{
    QRegularExpressionMatch found;
    const auto isDecided = [&] {
        const bool hasEnded = !isRunning();
        found = match(stream, pattern);
        return found.hasMatch() || hasEnded;
    };
    if (!QTest::qWaitFor(isDecided, patience) || !found.hasMatch())
        qInfo().noquote() << "no line with" << pattern;
    return found;
}

qint64 RunningProgram::memory(const QByteArray &field) const
{
    const auto status = readAll(u"/proc/%1/status"_s.arg(pid()));
    const auto at = status.indexOf('\n' + field + ':');
    const auto words = status.mid(at + field.size() + 2).simplified().split(' ');
    return at < 0 ? 0 : words.first().toLongLong() * 1024; // kB there are KiB
}

std::chrono::milliseconds RunningProgram::processorTime() const
{
    // proc(5): fields 14 and 15 are utime and stime; the second, in parentheses, may hold spaces.
    const auto stat = readAll(u"/proc/%1/stat"_s.arg(pid()));
    const auto fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 13)
        return {};
    const auto ticks = fields[11].toLongLong() + fields[12].toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK));
}

ServerProgram::ServerProgram(const QStringList &options, quint16 port)
    : RunningProgram(QStringList{u"server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)} + options)
{ }

bool ServerProgram::listen()
{
    if (!start())
        return false;
    const auto started = waitFor(Stream::Errors, u"Server started on 127.0.0.1:(\\d+)"_s);
    m_port = started.captured(1).toUShort();
    return m_port != 0;
}

bool ServerProgram::listenForControl()
{
    return listen() && waitFor(Stream::Errors, u"Control socket "_s).hasMatch();
}

QString ServerProgram::address() const
{
    return u"127.0.0.1:%1"_s.arg(m_port);
}

} // namespace sealcord::test

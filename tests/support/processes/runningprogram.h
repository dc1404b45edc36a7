// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/patience.h"
#include "tests/support/processes/descriptor.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace sealcord::test {

/// One run of `sealcord` as a child process. What it writes goes to files, so that it never waits
/// for the test; the environment has no settings for it but those of the test.
///
/// Whatever happens to the test, the child does not outlive this object. When the test has failed,
/// its output is shown; a report of a sanitizer in it fails the test.
class RunningProgram
{
public:
    enum class Stream { Output = 1, Errors = 2 };

    explicit RunningProgram(const QStringList &arguments);
    ~RunningProgram();
    RunningProgram(const RunningProgram &) = delete;
    RunningProgram &operator=(const RunningProgram &) = delete;

    // How it starts.
    void setVariable(const QString &name, const QString &value);
    /// Starts it as \a script of the shell does, in which "$0" is the program: what no QString can
    /// say. Its arguments do not count then.
    void setScript(const QString &script);
    void setInputFile(const QString &path) { m_process.setStandardInputFile(path); }
    /// Gives it \a descriptor as its descriptor \a number; it stays the caller's, and open until
    /// start().
    void redirect(int number, int descriptor) { m_redirections.emplace_back(number, descriptor); }
    /// Starts it without its descriptor \a number.
    void omit(int number) { m_redirections.emplace_back(number, -1); }
    void limitDescriptors(std::size_t most) { m_descriptors = most; }
    /// Threads of its user, of all processes together; nothing where that is root.
    void limitThreads(std::size_t most) { m_threads = most; }
    /// Where the test runs as root: as a user without privileges, who need not be allowed into the
    /// folder of the program.
    void dropPrivileges();
    /// Lets it forbid core dumps as it does by default; sanitizers need them allowed.
    void forbidDumps();
    [[nodiscard]] bool start();

    // What it does.
    [[nodiscard]] pid_t pid() const { return static_cast<pid_t>(m_process.processId()); }
    [[nodiscard]] bool isRunning();
    void signal(int number) const;
    /// Halts it until SIGCONT.
    [[nodiscard]] bool halt() const;
    /// Its exit code, waiting for it to end; stillRunning or diedOfSignal instead.
    [[nodiscard]] int exitCode(
        std::chrono::milliseconds atMost = std::chrono::milliseconds(patience));
    static constexpr int stillRunning = -1;
    static constexpr int diedOfSignal = -2;

    // What it says.
    [[nodiscard]] QByteArray bytes(Stream stream) const;
    [[nodiscard]] QString text(Stream stream) const;
    [[nodiscard]] QString output() const { return text(Stream::Output); }
    [[nodiscard]] QString errors() const { return text(Stream::Errors); }
    [[nodiscard]] QString path(Stream stream) const;
    [[nodiscard]] qsizetype count(Stream stream, const QString &pattern) const;
    /// The first match of \a pattern, in which ^ and $ are ends of lines, once there is one in a
    /// whole line. No match: it did not come, or the program ended without it.
    [[nodiscard]] QRegularExpressionMatch waitFor(Stream stream, const QString &pattern);

    // What it costs.
    /// A field of /proc/PID/status in bytes, such as "VmRSS" or "VmHWM"; 0 when it has ended.
    [[nodiscard]] qint64 memory(const QByteArray &field) const;
    [[nodiscard]] std::chrono::milliseconds processorTime() const;

private:
    void prepareChild() const;
    [[nodiscard]] QRegularExpressionMatch match(Stream stream, const QString &pattern) const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QProcessEnvironment m_environment;
    std::vector<std::pair<int, int>> m_redirections;
    std::optional<std::size_t> m_descriptors;
    std::optional<std::size_t> m_threads;
    Descriptor m_openProgram; // if it drops privileges
    pid_t m_parent;
};

/// `sealcord server` on a port of 127.0.0.1 that the system picked.
class ServerProgram final : public RunningProgram
{
public:
    explicit ServerProgram(const QStringList &options = {}, quint16 port = 0);

    /// Starts it and waits until it listens.
    [[nodiscard]] bool listen();
    /// The same, and waits for its control socket.
    [[nodiscard]] bool listenForControl();
    [[nodiscard]] quint16 port() const { return m_port; }
    /// "127.0.0.1:PORT".
    [[nodiscard]] QString address() const;

private:
    quint16 m_port = 0;
};

} // namespace sealcord::test

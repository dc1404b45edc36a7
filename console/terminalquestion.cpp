// SPDX-License-Identifier: MIT
#include "console/terminalquestion.h"

#include "core/text/escape.h"

#include <cstdio>
#include <memory>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace sealcord {

namespace {

struct CloseFile {
    void operator()(std::FILE *file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File openTerminal()
{
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return {};
    // The analyzer does not look into the pointer, which closes it.
    File file(::fdopen(descriptor, "r+")); // NOLINT(clang-analyzer-unix.Stream)
    if (!file)
        ::close(descriptor);
    return file;
}

} // namespace

bool hasTerminal()
{
    return openTerminal() != nullptr;
}

bool isAnsweredYes(const QString &question)
{
    const auto terminal = openTerminal();
    if (!terminal)
        return false;
    const auto text = printable(question).toStdString() + ' ';
    std::fputs(text.c_str(), terminal.get());
    std::fflush(terminal.get());
    std::string answer;
    for (int next = std::fgetc(terminal.get()); next != EOF && next != '\n';
        next = std::fgetc(terminal.get())) {
        if (answer.size() < 4) // longer ones are no yes
            answer += static_cast<char>(next);
    }
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes" || answer == "YES";
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/options/topoptions.h"

#include "core/app/options/programs.h"
#include "core/app/settings/settings.h"

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

Program topProgram(TopOptions &options)
{
    Program program{"top"_L1, "[OPTION]..."_L1,
        "Shows who is connected to a server that runs on this machine, and what they do, until q "
        "is "
        "pressed. The keys are told by ?."_L1,
        "Examples:\n"
        "  sealcord top\n"
        "  sealcord top --control /run/sealcord/control.sock\n"
        "\n"
        "Exit status: 0 done, 1 where no server is there to be asked, 2 for a wrong setting\n"
        "and where standard input and output are no terminal, 3 where the server says no.\n"_L1,
        {{"Control"_L1, "control"_L1, "PATH"_L1, "auto"_L1,
            "The server's control socket. auto: that of the one that runs here."_L1,
            into(options.control, parseControlChoice)}}};
    program.sharedSection = "server"_L1;
    return program;
}

std::expected<TopOptions, UsageError> parseTopOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    TopOptions options;
    const auto program = topProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (!options.answer && options.control.kind == ControlChoice::Kind::Off)
        return std::unexpected(usageError(program, u"--control is off: there is nobody to ask"_s));
    return options;
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#include "core/app/options/programs.h"

#include "core/app/options/agentoptions.h"
#include "core/app/options/authorizationoptions.h"
#include "core/app/options/benchoptions.h"
#include "core/app/options/controloptions.h"
#include "core/app/options/keyoptions.h"
#include "core/app/options/readingoptions.h"
#include "core/app/options/serveroptions.h"
#include "core/app/options/topoptions.h"
#include "core/app/options/windowoptions.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

Value<AeadEngine> parseAead(QStringView text)
{
    const auto engine = parseChoice<AeadEngine>(text,
        {{"auto"_L1, fastestAeadEngine()}, {"openssl"_L1, AeadEngine::OpenSsl},
            {"ipsec-mb"_L1, AeadEngine::IpsecMb}});
    if (!engine)
        return engine;
    if (const auto why = whyUnavailable(*engine))
        return std::unexpected(valueError(text, QString::fromUtf8(*why)));
    return engine;
}

} // namespace

Program serverProgram(ServerOptions &options)
{
    return {"server"_L1, "[OPTION]..."_L1,
        "Accepts encrypted connections, sends every message back, and carries TCP services. The "
        "classic protocol encrypts but authenticates nobody: whoever is in between can pose as "
        "either side."_L1,
        "Examples:\n"
        "  sealcord server --listen 127.0.0.1:1337 --show-data text\n"
        "  sealcord server --listen [::]:1337 --max-per-address 100 --idle-timeout 10min\n"
        "  SEALCORD_LOG=debug sealcord server --log-format json 2>server.log\n"
        "  sealcord server --agents authorized --forward db=127.0.0.1:5432\n"
        "  sealcord server --agents authorized --expose 8081=page@pump-3\n"
        "\n"
        "SIGHUP has it read the authorised agents again; where the terminal that it was\n"
        "started on has closed, it ends.\n"
        "\n"
        "Exit status: 0 after SIGINT or SIGTERM, 1 when it cannot listen, 2 for a wrong\n"
        "setting.\n"_L1,
        serverOptionTable(options)};
}

Program agentProgram(AgentOptions &options)
{
    Program program{"agent"_L1, "[OPTION]... [HOST:PORT]"_L1,
        "Connects to a server, sends messages and checks that each one comes back, or carries TCP "
        "services. The classic protocol encrypts but authenticates nobody: whoever is in between "
        "can pose as either side."_L1,
        "Examples:\n"
        "  sealcord agent\n"
        "  sealcord agent example.org:1337 --message Hello --count 0 --interval 250ms\n"
        "  sealcord agent --stdin --no-reconnect [::1]:1337 <lines.txt >echoes.txt\n"
        "  sealcord agent --replay morning.sealcord --speed 10 --compare example.org\n"
        "  sealcord agent --local 15432=db example.org\n"
        "  sealcord agent --publish page=127.0.0.1:80 example.org\n"
        "\n"
        "Exit status: 0 done, 1 could not connect or lost the connection (with\n"
        "--no-reconnect, or amid a replay), could not listen, or the stream of --local -\n"
        "was refused or reset, 2 for a wrong setting or a recording that cannot be\n"
        "replayed, 3 the peer is no server of this protocol or the handshake failed, 4 a\n"
        "reply was wrong, or pipe mode broke after a byte was sent, 5 the server is not\n"
        "trusted or does not admit this agent, 6 --verify: codes differ.\n"_L1,
        agentOptionTable(options)};
    program.requests = agentRequestTable(options);
    return program;
}

Option aeadOption(AeadEngine &engine)
{
    return {"Encryption"_L1, "aead"_L1, "LIBRARY"_L1, "auto"_L1,
        "What seals and opens: openssl or ipsec-mb, which is faster. auto: ipsec-mb where this "
        "build and the processor have it."_L1,
        into(engine, parseAead)};
}

Program benchProgram(BenchOptions &options)
{
    return {"bench"_L1, "[OPTION]... [HOST:PORT]"_L1,
        "Puts load on a server that echoes, checks every echo, and tells what the server did: "
        "messages per second, round trips, handshakes. It stops by itself."_L1,
        "Examples:\n"
        "  sealcord bench\n"
        "  sealcord bench example.org:1337 --connections 64 --size 1KiB --depth 16\n"
        "  sealcord bench --handshakes --connections 8 --duration 5s\n"
        "  sealcord bench --idle 10000 --opening 1 --format json\n"
        "\n"
        "Exit status: 0 done, also after SIGINT, SIGTERM or SIGHUP, 1 could not connect or lost a\n"
        "connection, 2 for a wrong setting, 3 the peer is no server of this protocol or\n"
        "the handshake failed, 4 an echo was wrong.\n"_L1,
        benchOptionTable(options)};
}

struct OtherPrograms::Scratch {
    ServerOptions server;
    AgentOptions agent;
    BenchOptions bench;
    KeyOptions key;
    AuthorizationOptions authorization;
    ShowOptions show;
    ExportOptions exported;
    DiffOptions diff;
    ControlOptions control;
    TopOptions top;
    ServerWindowOptions serverWindow;
    AgentWindowOptions agentWindow;
};

OtherPrograms::OtherPrograms(const Program &except)
    : m_scratch(std::make_unique<Scratch>())
{
    m_programs.push_back(serverProgram(m_scratch->server));
    m_programs.push_back(agentProgram(m_scratch->agent));
    m_programs.push_back(benchProgram(m_scratch->bench));
    m_programs.push_back(keyProgram(m_scratch->key));
    m_programs.push_back(authorizationProgram(m_scratch->authorization));
    m_programs.push_back(showProgram(m_scratch->show));
    m_programs.push_back(exportProgram(m_scratch->exported));
    m_programs.push_back(diffProgram(m_scratch->diff));
    m_programs.push_back(controlProgram(m_scratch->control));
    m_programs.push_back(topProgram(m_scratch->top));
    m_programs.push_back(serverWindowProgram(m_scratch->serverWindow));
    m_programs.push_back(agentWindowProgram(m_scratch->agentWindow));
    std::erase_if(
        m_programs, [&except](const Program &program) { return program.name == except.name; });
}

OtherPrograms::~OtherPrograms() = default;

Value<std::size_t> parseMaxMessage(QStringView text)
{
    return parseSize(text, 1, largestMaxMessageLength);
}

Value<std::chrono::milliseconds> parseTimeout(QStringView text)
{
    return parseDuration(text, std::chrono::milliseconds(1));
}

Value<std::chrono::milliseconds> parseTimeoutOrOff(QStringView text)
{
    if (text.trimmed() == "off"_L1)
        return std::chrono::milliseconds(0);
    return parseDuration(text, std::chrono::milliseconds(0));
}

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/settings.h"
#include "core/crypto/aeadengine.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <expected>
#include <memory>
#include <span>
#include <vector>

namespace sealcord {

struct AgentOptions;
struct AuthorizationOptions;
struct BenchOptions;
struct ControlOptions;
struct DiffOptions;
struct ExportOptions;
struct KeyOptions;
struct ServerOptions;
struct ShowOptions;
struct TopOptions;

/// `sealcord server` as its settings and its help know it, writing into \a options.
[[nodiscard]] Program serverProgram(ServerOptions &options);
/// `sealcord agent` likewise.
[[nodiscard]] Program agentProgram(AgentOptions &options);
/// `sealcord bench` likewise.
[[nodiscard]] Program benchProgram(BenchOptions &options);
/// `sealcord key` likewise. It has the key of `sealcord agent` where \a options say so.
[[nodiscard]] Program keyProgram(KeyOptions &options);
/// `sealcord agents` likewise.
[[nodiscard]] Program authorizationProgram(AuthorizationOptions &options);
/// `sealcord show` likewise.
[[nodiscard]] Program showProgram(ShowOptions &options);
/// `sealcord export` likewise.
[[nodiscard]] Program exportProgram(ExportOptions &options);
/// `sealcord diff` likewise.
[[nodiscard]] Program diffProgram(DiffOptions &options);
/// `sealcord ctl` likewise.
[[nodiscard]] Program controlProgram(ControlOptions &options);
/// `sealcord top` likewise.
[[nodiscard]] Program topProgram(TopOptions &options);

/// All programs but one, writing into options that nobody reads: a file may hold settings for each
/// of them, and all are checked whichever program reads it.
class OtherPrograms
{
public:
    explicit OtherPrograms(const Program &except);
    ~OtherPrograms();
    OtherPrograms(const OtherPrograms &) = delete;
    OtherPrograms &operator=(const OtherPrograms &) = delete;

    [[nodiscard]] std::span<const Program> programs() const { return m_programs; }

private:
    struct Scratch;

    std::unique_ptr<Scratch> m_scratch;
    std::vector<Program> m_programs;
};

/// Reads the settings of \a program, which writes into \a options: readSettings() beside all other
/// programs.
template <typename Options>
[[nodiscard]] std::expected<void, UsageError> readInto(Options &options, const Program &program,
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    const OtherPrograms others(program);
    auto read = readSettings(program, others.programs(), arguments, environment);
    if (!read)
        return std::unexpected(std::move(read.error()));
    options.answer = std::move(read->answer);
    options.warnings = std::move(read->warnings);
    return {};
}

/// The library that seals; one that is not available here is an error.
[[nodiscard]] Option aeadOption(AeadEngine &engine);

/// The length of a message that may be set as the longest.
[[nodiscard]] Value<std::size_t> parseMaxMessage(QStringView text);
/// A deadline, which is not zero.
[[nodiscard]] Value<std::chrono::milliseconds> parseTimeout(QStringView text);
/// A deadline, or "off" or "0" for zero.
[[nodiscard]] Value<std::chrono::milliseconds> parseTimeoutOrOff(QStringView text);

} // namespace sealcord

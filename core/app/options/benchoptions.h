// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/option.h"
#include "core/app/settings/usageerror.h"
#include "core/crypto/aeadengine.h"
#include "core/net/hostport.h"
#include "core/protocol/protocol.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

enum class BenchFormat { Text, Json };

/// What the person who starts a load generator asked for.
struct BenchOptions {
    HostPort server;
    std::chrono::milliseconds timeout{}; ///< without a sign of life, while one is owed

    std::size_t connections = 0; ///< that carry load
    std::size_t size = 0; ///< bytes of a message
    std::size_t depth = 0; ///< messages in flight on each connection
    std::chrono::milliseconds duration{}; ///< of the measurement, opening not included
    std::size_t threads = 0;
    std::size_t idle = 0; ///< connections that echo once and then say nothing
    std::size_t opening = 0; ///< handshakes at once before the measurement, on each thread
    bool measuresHandshakes = false; ///< instead of messages
    Protocol protocol = Protocol::Classic;
    AeadEngine aead = AeadEngine::OpenSsl; ///< of the generator
    std::optional<qint64> watchedProcess; ///< the server's process id, where it runs here
    BenchFormat format = BenchFormat::Text;

    /// Set when help, version or configuration was asked for: print this on standard output and
    /// leave with 0. Ends in a newline.
    std::optional<QString> answer;
    /// What looked wrong but stops nothing: a line each, without the program's name.
    QStringList warnings;
};

/// Reads the settings of `sealcord bench`: command line over environment over file over default.
/// \a arguments are those after "bench".
[[nodiscard]] std::expected<BenchOptions, UsageError> parseBenchOptions(
    const QStringList &arguments, const QProcessEnvironment &environment);

/// The table of them, each writing into \a options.
[[nodiscard]] std::vector<Option> benchOptionTable(BenchOptions &options);

} // namespace sealcord

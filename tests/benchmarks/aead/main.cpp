// SPDX-License-Identifier: MIT
// bench_aead [--json] [--older] [--threads N] [--rounds N]: what sealing and opening costs with
// each engine, through Aead and by the library's plain calls; --older: also by ipsec-mb's code for
// older processors.
#include "core/crypto/aead.h"
#include "tests/benchmarks/aead/memory.h"
#ifdef SEALCORD_BENCH_IPSEC_MB
#include "tests/benchmarks/aead/plainipsecmb.h"
#endif
#include "tests/benchmarks/aead/plainopenssl.h"
#include "tests/benchmarks/aead/timing.h"

#include <cstdio>
#include <numeric>
#include <string>
#include <thread>

using namespace sealcord;
using namespace sealcord::bench;

namespace {

constexpr std::array<std::size_t, 5> lengths{64, 1024, 16 * 1024, 64 * 1024, 1024 * 1024};

enum class Operation { Seal, Open };

struct Settings {
    bool isJson = false;
    bool hasOlder = false;
    int threads = 1;
    int rounds = 15;
};

Aead aeadBy(AeadEngine engine)
{
    auto aead = Aead::create(Aead::Key(), engine);
    if (!aead) {
        std::fprintf(stderr, "bench_aead: %s\n", aead.error().text.c_str());
        std::exit(1);
    }
    return std::move(*aead);
}

struct OurOpenSsl {
    Aead aead = aeadBy(AeadEngine::OpenSsl);
    auto seal(auto... arguments) { return aead.seal(arguments...); }
    auto open(auto... arguments) { return aead.open(arguments...); }
};

struct OurIpsecMb {
    Aead aead = aeadBy(AeadEngine::IpsecMb);
    auto seal(auto... arguments) { return aead.seal(arguments...); }
    auto open(auto... arguments) { return aead.open(arguments...); }
};

template <typename Subject> double slice(Operation operation, std::size_t length)
{
    Subject subject;
    const std::array<std::byte, Aead::nonceLength> nonceBytes{};
    std::array<std::byte, Aead::tagLength> tagBytes{};
    const std::vector<std::byte> inBytes(length);
    std::vector<std::byte> sealedBytes(length);
    std::vector<std::byte> openedBytes(length);
    const std::span<const std::byte, Aead::nonceLength> nonce(nonceBytes);
    const std::span<std::byte, Aead::tagLength> tag(tagBytes);
    const std::span<const std::byte> in(inBytes);
    const std::span<std::byte> sealed(sealedBytes);
    if (operation == Operation::Seal)
        return nanosecondsEach([&] { return subject.seal(nonce, in, sealed, tag); });
    if (!subject.seal(nonce, in, sealed, tag))
        std::abort();
    return nanosecondsEach([&] {
        return subject.open(nonce, std::span<const std::byte>(sealed),
            std::span<const std::byte, Aead::tagLength>(tag), std::span(openedBytes));
    });
}

struct Contender {
    const char *name;
    double (*slice)(Operation, std::size_t);
};

std::vector<Contender> contenders([[maybe_unused]] bool hasOlder)
{
    std::vector<Contender> list{
        {"openssl", slice<OurOpenSsl>}, {"openssl plain", slice<PlainOpenSsl>}};
#ifdef SEALCORD_BENCH_IPSEC_MB
    if (isAvailable(AeadEngine::IpsecMb)) {
        list.push_back({"ipsec-mb", slice<OurIpsecMb>});
        list.push_back({"ipsec-mb plain", slice<PlainIpsecMb>});
        if (hasOlder && __builtin_cpu_supports("avx2")) {
            list.push_back({"ipsec-mb AVX2", slice<PlainIpsecMbAvx2>});
            list.push_back({"ipsec-mb SSE", slice<PlainIpsecMbSse>});
        }
    }
#endif
    return list;
}

// The mean of threads that work at the same time, each with objects of its own.
double sliceOfThreads(
    const Contender &contender, Operation operation, std::size_t length, int threads)
{
    std::vector<double> each(static_cast<std::size_t>(threads));
    {
        std::vector<std::jthread> running;
        running.reserve(each.size());
        for (auto &result : each)
            running.emplace_back([&] { result = contender.slice(operation, length); });
    }
    return std::reduce(each.begin(), each.end()) / threads;
}

// In turn, so that whatever disturbs the machine disturbs all of them.
std::vector<Sample> measure(const Settings &settings, const std::vector<Contender> &list,
    Operation operation, std::size_t length)
{
    std::vector<std::vector<double>> slices(list.size());
    for (int round = 0; round < settings.rounds; ++round) {
        for (std::size_t i = 0; i < list.size(); ++i)
            slices[i].push_back(sliceOfThreads(list[i], operation, length, settings.threads));
    }
    std::vector<Sample> samples;
    samples.reserve(slices.size());
    for (auto &each : slices)
        samples.push_back(summary(std::move(each)));
    return samples;
}

void printRow(const Settings &settings, const std::vector<Contender> &list, Operation operation,
    std::size_t length)
{
    const char *name = operation == Operation::Seal ? "seal" : "open";
    const auto samples = measure(settings, list, operation, length);
    if (!settings.isJson)
        std::printf("%-5s %8zu", name, length);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto &[median, spread] = samples[i];
        if (settings.isJson)
            std::printf("{\"operation\":\"%s\",\"bytes\":%zu,\"threads\":%d,\"by\":\"%s\","
                        "\"ns\":%.1f,\"spread\":%.3f}\n",
                name, length, settings.threads, list[i].name, median, spread);
        else
            std::printf("  %10.1f +-%2.0f%%", median, spread * 100);
    }
    if (!settings.isJson)
        std::printf("\n");
    std::fflush(stdout);
}

void printObject(const Settings &settings, AeadEngine engine)
{
    std::vector<double> costs;
    for (int round = 0; round < settings.rounds; ++round)
        costs.push_back(costOfAead(engine));
    const auto cost = summary(std::move(costs)).median;
    const auto memory = memoryPerAead(engine);
    const auto text = description(engine);
    if (settings.isJson)
        std::printf("{\"operation\":\"create\",\"by\":\"%s\",\"library\":\"%s\",\"ns\":%.1f,"
                    "\"memory\":%.0f}\n",
            std::string(name(engine)).c_str(), text.c_str(), cost, memory);
    else
        std::printf("%s: an Aead is made and destroyed in %.0f ns and takes %.0f bytes\n",
            text.c_str(), cost, memory);
}

bool parse(std::span<char *> arguments, Settings &settings)
{
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        int *number = argument == "--threads" ? &settings.threads
            : argument == "--rounds"          ? &settings.rounds
                                              : nullptr;
        if (argument == "--json")
            settings.isJson = true;
        else if (argument == "--older")
            settings.hasOlder = true;
        else if (number && i + 1 < arguments.size())
            *number = std::atoi(arguments[++i]);
        else
            return false;
    }
    return settings.threads > 0 && settings.rounds > 0;
}

} // namespace

int main(int argc, char *argv[])
{
    Settings settings;
    if (!parse({argv, static_cast<std::size_t>(argc)}, settings)) {
        std::fprintf(stderr, "usage: bench_aead [--json] [--older] [--threads N] [--rounds N]\n");
        return 2;
    }
    const auto list = contenders(settings.hasOlder);
    for (const auto engine : aeadEngines) {
        if (isAvailable(engine))
            printObject(settings, engine);
    }
    if (!settings.isJson) {
        std::printf("\nCPU per message in ns: median of %d rounds, and interquartile range\n%-14s",
            settings.rounds, "         bytes");
        for (const auto &contender : list)
            std::printf("  %15s", contender.name);
        std::printf("\n");
    }
    for (const auto operation : {Operation::Seal, Operation::Open}) {
        for (const auto length : lengths)
            printRow(settings, list, operation, length);
    }
    return 0;
}

// SPDX-License-Identifier: MIT
// Stands in for libFuzzer where there is none: shows a fuzz target the seeds below the paths on the
// command line, and every seed with each of its bytes changed in turn, so that the properties are
// checked in every ordinary test run. A violated property aborts.
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using Input = std::vector<std::uint8_t>;

/// Longer seeds are changed in their first bytes only: what lies behind is message content.
constexpr std::size_t mostChanges = 256;

Input readFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> filesBelow(const std::filesystem::path &path)
{
    if (!std::filesystem::is_directory(path))
        return {path};
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(path)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::ranges::sort(files); // the same order everywhere
    return files;
}

// Which bit is changed follows from where the byte stands, so that a run can be repeated.
std::size_t showWithChanges(Input seed)
{
    LLVMFuzzerTestOneInput(seed.data(), seed.size());
    const auto changes = std::min(seed.size(), mostChanges);
    for (std::size_t at = 0; at < changes; ++at) {
        const auto bit = static_cast<std::uint8_t>(1U << (at % 8));
        seed[at] ^= bit;
        LLVMFuzzerTestOneInput(seed.data(), seed.size());
        seed[at] ^= bit;
    }
    return 1 + changes;
}

int replay(int count, char **paths)
{
    std::size_t seeds = 0;
    auto shown = showWithChanges({});
    for (int i = 1; i < count; ++i) {
        for (const auto &file : filesBelow(paths[i])) {
            std::printf("%s\n", file.filename().c_str());
            std::fflush(stdout); // it is the last line where a property is violated
            shown += showWithChanges(readFile(file));
            ++seeds;
        }
    }
    std::printf("%zu seeds, %zu inputs\n", seeds, shown);
    return seeds == 0 ? 1 : 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return replay(argc, argv);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}

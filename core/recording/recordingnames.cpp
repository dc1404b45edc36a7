// SPDX-License-Identifier: MIT
#include "core/recording/recordingnames.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace sealcord {

namespace {

constexpr std::string_view timeForm = "00000000T000000.000Z";

// "2026-11-29T02:47:00.123Z" without what file names had better not have.
std::string compactTime(RecordTime time)
{
    auto text = timeText(time);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

bool hasTimeForm(std::string_view text)
{
    return std::ranges::equal(text, timeForm,
        [](char c, char form) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

struct NameParts {
    explicit NameParts(std::string_view path)
        : folder(std::filesystem::path(path).parent_path())
        , stem(std::filesystem::path(path).stem().string() + '-')
        , suffix(std::filesystem::path(path).extension().string())
    { }

    [[nodiscard]] bool isPart(std::string_view name) const
    {
        return name.size() == stem.size() + timeForm.size() + suffix.size()
            && name.starts_with(stem) && name.ends_with(suffix)
            && hasTimeForm(name.substr(stem.size(), timeForm.size()));
    }

    std::filesystem::path folder;
    std::string stem;
    std::string suffix;
};

} // namespace

std::string partPath(std::string_view path, RecordTime begin)
{
    const NameParts parts(path);
    return (parts.folder / (parts.stem + compactTime(begin) + parts.suffix)).string();
}

NewPart openPart(std::string_view path, RecordTime begin)
{
    constexpr auto latest = std::chrono::seconds(1);
    for (auto time = begin;; time += std::chrono::milliseconds(1)) {
        auto name = partPath(path, time);
        auto file = RecordingFile::open(name);
        if (file || file.error() != std::errc::file_exists || time >= begin + latest)
            return {std::move(name), std::move(file)};
    }
}

std::vector<std::string> partsOf(std::string_view path)
{
    const NameParts parts(path);
    std::vector<std::string> found;
    std::error_code error;
    std::filesystem::directory_iterator entry(
        parts.folder.empty() ? std::filesystem::path(".") : parts.folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        const auto name = entry->path().filename().string();
        std::error_code unknown;
        if (parts.isPart(name)
            && entry->symlink_status(unknown).type() == std::filesystem::file_type::regular)
            found.push_back((parts.folder / name).string());
    }
    std::ranges::sort(found);
    return found;
}

void removeOldParts(std::string_view path, std::size_t keep)
{
    const auto parts = partsOf(path);
    for (std::size_t i = 0; i + keep < parts.size(); ++i) {
        std::error_code ignored; // then it stays, and the next part has it removed
        std::filesystem::remove(parts[i], ignored);
    }
}

} // namespace sealcord

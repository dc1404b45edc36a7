// SPDX-License-Identifier: MIT
// Any bytes as a recording: each line is a record, damaged, or cut off at the end; what is a record
// is exported as it stands there, and in the other forms without a fault.
//
//     0       odd: behind a good head; even: as the whole file
//     1-      its bytes, of which the first few of these stand for many:
//             1 for more than a line that is read as a whole, 2 for brackets, 3 for gaps
#include "core/recording/export/csvexport.h"
#include "core/recording/export/jsonexport.h"
#include "core/recording/export/pcapngexport.h"
#include "tests/fuzz/check.h"

#include <QString>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

using namespace sealcord;
using fuzz::require;

namespace {

constexpr std::string_view head =
    R"({"time":"2026-11-24T10:42:27Z","event":"recording","format":"1.0","program":"server"})"
    "\n";
constexpr std::string_view gap =
    R"({"time":"2026-11-24T10:42:27Z","event":"gap","missing":18446744073709551615})"
    "\n";

std::string fileOf(const std::uint8_t *data, std::size_t size)
{
    std::string file(data[0] % 2 == 1 ? head : "");
    int expansions = 0;
    for (std::size_t i = 1; i < size; ++i) {
        if (data[i] < 1 || data[i] > 3 || ++expansions > 3) {
            file += static_cast<char>(data[i]);
            continue;
        }
        constexpr std::size_t many = 1000;
        if (data[i] == 1)
            file.append(RecordingReader::longestWhole + 4, 'A');
        else if (data[i] == 2)
            file.append(many * many / 2, '[');
        for (std::size_t j = 0; data[i] == 3 && j < many; ++j)
            file += gap;
    }
    return file;
}

/// A file without a name.
class MemoryFile
{
public:
    explicit MemoryFile(std::string_view content)
        : m_descriptor(memfd_create("recording", MFD_CLOEXEC))
    {
        require(write(m_descriptor, content.data(), content.size()) == ssize_t(content.size()),
            "the test has memory");
    }
    ~MemoryFile() { close(m_descriptor); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    [[nodiscard]] QString path() const
    {
        return QStringLiteral("/proc/self/fd/%1").arg(m_descriptor);
    }

private:
    int m_descriptor;
};

void checkRow(const RecordedRows &rows)
{
    const auto *const row = rows.row();
    if (row && row->kind == TrafficRow::Kind::Message) {
        require(rows.length() == row->content.size(), "a message is whole");
        require(row->inFrame > 0 && row->frames > 0, "a message is in a frame");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto content = fileOf(data, size);
    const MemoryFile file(content);
    auto reader = RecordingReader::open(file.path());
    if (!reader) {
        require(!reader.error().isEmpty() && data[0] % 2 == 0, "a good head is taken");
        return 0;
    }
    std::string copy;
    std::string others;
    JsonExport json([&copy](std::string_view text) { return !copy.append(text).empty(); });
    const auto append = [&others](std::string_view text) {
        others.append(text);
        return true;
    };
    CsvExport table(append);
    PcapngExport capture(append, "test");
    require(json.begin(*reader) && table.begin(*reader) && capture.begin(*reader), "it begins");

    RecordedRows rows(reader->role());
    std::string expected(content.substr(0, content.find('\n') + 1));
    quint64 lines = 1;
    for (;;) {
        const auto next = reader->next();
        if (std::holds_alternative<EndOfRecording>(next)
            || std::holds_alternative<CutOffLine>(next)) {
            require(std::holds_alternative<CutOffLine>(next) != content.ends_with('\n'),
                "it is cut off where the last line has no end");
            break;
        }
        ++lines;
        const auto *const line = std::get_if<RecordedLine>(&next);
        if (!line || !rows.take(*reader, *line))
            continue;
        checkRow(rows);
        expected += content.substr(std::size_t(line->offset), std::size_t(line->length) + 1);
        require(json.add(*reader, *line, rows) && table.add(*reader, *line, rows)
                && capture.add(*reader, *line, rows),
            "what can be read can be exported");
        others.clear();
    }
    require(capture.end().has_value(), "it ends");
    require(lines == quint64(std::ranges::count(content, '\n')), "each line is told of");
    require(copy == expected, "what is a record stays as it is");
    return 0;
}

// SPDX-License-Identifier: MIT
#include "core/recording/export/jsonexport.h"

#include "core/text/byteview.h"

namespace sealcord {

RecordingExport::Done JsonExport::begin(RecordingReader &reader)
{
    return copy(reader, reader.head());
}

RecordingExport::Done JsonExport::add(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &)
{
    return copy(reader, line);
}

RecordingExport::Done JsonExport::copy(RecordingReader &reader, const RecordedLine &line)
{
    bool isWritten = true;
    const auto take = [&](std::span<const std::byte> piece) {
        isWritten = write(charView(piece));
        return isWritten;
    };
    if (auto read = reader.readLine(line, take); !read)
        return read;
    return isWritten ? written("\n") : notWritten();
}

} // namespace sealcord

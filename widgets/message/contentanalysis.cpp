// SPDX-License-Identifier: MIT
#include "widgets/message/contentanalysis.h"

#include "core/text/byteview.h"

namespace sealcord {

ContentAnalysis analyse(std::span<const std::byte> content, const std::stop_token &stop)
{
    ContentAnalysis analysis;
    const auto bytes = byteView(content);
    const bool isLittleEndian = bytes.startsWith("\xff\xfe");
    if (content.size() % 2 == 0 && (isLittleEndian || bytes.startsWith("\xfe\xff"))) {
        analysis.kind = ContentAnalysis::Kind::Text;
        analysis.encoding = isLittleEndian ? TextEncoding::Utf16Le : TextEncoding::Utf16Be;
    } else if (isReadableUtf8(content, stop)) {
        analysis.json = parseJson(content, stop);
        analysis.kind = analysis.json ? ContentAnalysis::Kind::Json : ContentAnalysis::Kind::Text;
    }
    return analysis;
}

} // namespace sealcord

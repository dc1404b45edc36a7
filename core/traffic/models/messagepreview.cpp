// SPDX-License-Identifier: MIT
#include "core/traffic/models/messagepreview.h"

#include "core/text/figures.h"
#include "core/text/visibletext.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MessagePreview)
};

constexpr std::size_t looked = 512; // bytes that tell a text from what is none
constexpr std::size_t oneIn = 4;
constexpr std::size_t hexBytes = 32; // that stand in a line

bool isReadable(const DecodedCharacter &character)
{
    const auto c = character.value;
    const auto isControl = (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || c == 0x7f;
    return character.isValid && !isControl;
}

bool looksBinary(std::span<const std::byte> content)
{
    const std::size_t left = content.size() > looked ? 3 : 0; // a cut may go through a character
    auto rest = content.first(std::min(content.size(), looked));
    std::size_t characters = 0;
    std::size_t unreadable = 0;
    while (rest.size() > left) {
        const auto next = firstUtf8Character(rest);
        rest = rest.subspan(next.length);
        ++characters;
        if (!isReadable(next))
            ++unreadable;
    }
    return unreadable * oneIn > characters;
}

} // namespace

MessagePreview::MessagePreview(std::span<const std::byte> content, qsizetype most)
    : m_content(content)
    , m_most(most)
    , m_isBinary(looksBinary(content))
{ }

QString MessagePreview::prefix() const
{
    return m_content.size() > hexBytes ? Words::tr("binary, %1: ", "a size; the first bytes follow")
                                             .arg(formatMemory(m_content.size()))
                                       : QString();
}

QString MessagePreview::text() const
{
    if (!m_isBinary)
        return previewText(m_content, m_most);
    const auto shown = m_content.first(std::min(m_content.size(), hexBytes));
    const auto bytes = QByteArray::fromRawData(
        reinterpret_cast<const char *>(shown.data()), qsizetype(shown.size()));
    const auto hex = prefix() + QString::fromLatin1(bytes.toHex(' '));
    return m_content.size() > hexBytes ? hex + u" …"_s : hex;
}

qsizetype MessagePreview::place(std::size_t offset)
{
    if (m_isBinary)
        return prefix().size() + 3 * qsizetype(std::min(offset, hexBytes));
    const auto before = m_content.subspan(m_offset, offset - m_offset);
    const auto place = m_place + previewText(before, qsizetype(m_content.size())).size();
    const auto isInCharacter =
        offset < m_content.size() && (m_content[offset] & std::byte{0xc0}) == std::byte{0x80};
    if (!isInCharacter) { // what follows is shown as if it stood alone
        m_offset = offset;
        m_place = place;
    }
    return place;
}

} // namespace sealcord

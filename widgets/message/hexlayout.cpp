// SPDX-License-Identifier: MIT
#include "widgets/message/hexlayout.h"

#include "core/text/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sealcord {

HexLayout::HexLayout(std::size_t size, int bytesPerLine)
    : m_size(size)
    , m_bytesPerLine(bytesPerLine)
    , m_offsetDigits(size <= 0x10000 ? 4 : 8)
{ }

std::size_t HexLayout::lines() const
{
    const auto perLine = static_cast<std::size_t>(m_bytesPerLine);
    return std::max<std::size_t>(1, (m_size + perLine - 1) / perLine);
}

int HexLayout::columns() const
{
    return characterColumn(m_bytesPerLine);
}

int HexLayout::byteColumn(int index) const
{
    return m_offsetDigits + 2 + index * 3 + (index >= m_bytesPerLine / 2 ? 1 : 0);
}

int HexLayout::characterColumn(int index) const
{
    return byteColumn(m_bytesPerLine - 1) + 2 + 3 + index;
}

int HexLayout::indexAt(int column) const
{
    const auto last = m_bytesPerLine - 1;
    if (column >= characterColumn(0) - 1)
        return std::clamp(column - characterColumn(0), 0, last);
    for (int index = last; index > 0; --index) {
        if (column >= byteColumn(index))
            return index;
    }
    return 0;
}

QString HexLayout::lineText(std::span<const std::byte> bytes, std::size_t line) const
{
    const auto begin = line * static_cast<std::size_t>(m_bytesPerLine);
    QString text(columns(), u' ');
    const auto offset = offsetText(begin);
    std::ranges::copy(offset, text.begin());
    for (int index = 0; index < m_bytesPerLine; ++index) {
        const auto at = begin + static_cast<std::size_t>(index);
        if (at >= bytes.size())
            break;
        const auto digits = hexDigits(bytes[at]);
        text[byteColumn(index)] = digits[0];
        text[byteColumn(index) + 1] = digits[1];
        text[characterColumn(index)] = hexCharacter(bytes[at]);
    }
    return text;
}

QString HexLayout::offsetText(std::size_t offset) const
{
    return QString::number(offset, 16).rightJustified(m_offsetDigits, u'0');
}

QChar hexCharacter(std::byte byte)
{
    const auto value = std::to_integer<char16_t>(byte);
    return value < 0x80 ? visibleCharacter(value).front() : QChar(u'\u00b7');
}

QString hexDigits(std::byte byte)
{
    static constexpr QStringView digits = u"0123456789abcdef";
    const auto value = std::to_integer<qsizetype>(byte);
    return QString(digits[value >> 4]) + digits[value & 15];
}

} // namespace sealcord

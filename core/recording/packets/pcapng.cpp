// SPDX-License-Identifier: MIT
#include "core/recording/packets/pcapng.h"

#include "core/text/byteview.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace sealcord::pcapng {

namespace {

enum class Type : quint32 {
    InterfaceDescription = 1,
    InterfaceStatistics = 5,
    EnhancedPacket = 6,
    SectionHeader = 0x0a0d0d0a,
};

enum class Option : quint16 {
    End = 0,
    Comment = 1,
    InterfaceName = 2, // of an interface; in a packet the same number is Flags
    Flags = 2,
    Application = 4, // of a section
    TimeResolution = 9, // of an interface
};

constexpr quint32 byteOrderMagic = 0x1a2b3c4d;
constexpr quint16 rawIp = 101; // LINKTYPE_RAW
constexpr std::size_t alignment = 4;
constexpr std::size_t longestOption = std::numeric_limits<quint16>::max() - alignment;

template <typename T> void add(std::string &out, T value)
{
    const auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
    out.append(bytes.data(), bytes.size());
}

void addPadded(std::string &out, std::string_view bytes)
{
    out += bytes;
    out.append((alignment - bytes.size() % alignment) % alignment, '\0');
}

void addOption(std::string &out, Option option, std::string_view value)
{
    if (value.empty())
        return;
    add(out, quint16(option));
    add(out, quint16(value.size()));
    addPadded(out, value);
}

// Cut where a character begins.
void addTextOption(std::string &out, Option option, std::string_view utf8)
{
    auto length = std::min(utf8.size(), longestOption);
    while (length < utf8.size() && length > 0 && (utf8[length] & 0xc0) == 0x80)
        --length;
    addOption(out, option, utf8.substr(0, length));
}

void endOptions(std::string &out)
{
    add(out, quint32(0)); // Option::End, of no length
}

/// One block under way.
class Block
{
public:
    Block(std::string &out, Type type)
        : m_out(out)
        , m_from(out.size())
    {
        add(out, quint32(type));
        add(out, quint32(0)); // its length is not known yet
    }
    ~Block()
    {
        const auto length = quint32(m_out.size() + sizeof(quint32) - m_from);
        add(m_out, length);
        const auto bytes = std::bit_cast<std::array<char, sizeof length>>(length);
        std::ranges::copy(bytes, m_out.begin() + std::ptrdiff_t(m_from + sizeof(quint32)));
    }
    Block(const Block &) = delete;
    Block &operator=(const Block &) = delete;

private:
    std::string &m_out;
    const std::size_t m_from;
};

void addTime(std::string &out, std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    const auto count = duration_cast<nanoseconds>(time.time_since_epoch()).count();
    const auto units = quint64(std::max<qint64>(count, 0));
    add(out, quint32(units >> 32));
    add(out, quint32(units));
}

} // namespace

void addHead(std::string &out, std::string_view application, std::string_view comment)
{
    {
        const Block section(out, Type::SectionHeader);
        add(out, byteOrderMagic);
        add(out, quint16(1)); // version 1.0
        add(out, quint16(0));
        add(out, qint64(-1)); // of a length that is not known
        addTextOption(out, Option::Comment, comment);
        addTextOption(out, Option::Application, application);
        endOptions(out);
    }
    const Block interface(out, Type::InterfaceDescription);
    add(out, rawIp);
    add(out, quint16(0));
    add(out, quint32(0)); // packets of any length
    addOption(out, Option::InterfaceName, "sealcord");
    addOption(out, Option::TimeResolution, std::string_view("\x09", 1)); // 10^-9 s
    endOptions(out);
}

void addPacket(std::string &out, const Packet &packet)
{
    const Block block(out, Type::EnhancedPacket);
    add(out, quint32(0)); // the one interface
    addTime(out, packet.time);
    add(out, quint32(packet.bytes.size()));
    add(out, quint32(packet.bytes.size()));
    addPadded(out, charView(packet.bytes));
    addTextOption(out, Option::Comment, packet.comment);
    if (packet.way != Way::Unknown) {
        const auto flags = std::bit_cast<std::array<char, 4>>(quint32(packet.way));
        addOption(out, Option::Flags, {flags.data(), flags.size()});
    }
    endOptions(out);
}

void addComment(
    std::string &out, std::chrono::system_clock::time_point time, std::string_view comment)
{
    const Block block(out, Type::InterfaceStatistics);
    add(out, quint32(0)); // the one interface
    addTime(out, time);
    addTextOption(out, Option::Comment, comment);
    endOptions(out);
}

} // namespace sealcord::pcapng

// SPDX-License-Identifier: MIT
#include "core/records/record.h"

#include "core/text/escape.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace sealcord {

namespace {

// A low surrogate that follows no high one, which RapidJSON passes, though not the reverse. All
// else in the string is UTF-8, where these bytes do not come (RFC 3629, 3).
bool holdsSurrogate(std::string_view text)
{
    for (auto at = text.find('\xed'); at != std::string_view::npos;
        at = text.find('\xed', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xa0)
            return true;
    }
    return false;
}

/// Takes what RapidJSON's reader finds in a line. What is nested deeper than the record's own
/// members is kept as the text that it is.
class Taker
{
public:
    Taker(const rapidjson::MemoryStream &stream, std::string_view line)
        : m_stream(stream)
        , m_line(line)
    { }

    [[nodiscard]] Record &record() { return m_record; }
    /// Why it went on no further, where the reader itself found nothing wrong.
    [[nodiscard]] rapidjson::ParseErrorCode fault() const { return m_fault; }
    /// Where the string begins whose end has not come, in a line of which no more is there.
    [[nodiscard]] std::optional<std::size_t> cutString() const
    {
        if (!m_isAtValue || m_depth != 1)
            return std::nullopt;
        const auto colon = m_line.find(':', m_valueFrom);
        const auto from =
            colon == std::string_view::npos ? colon : m_line.find_first_not_of(" \t\r", colon + 1);
        return from != std::string_view::npos && m_line[from] == '"' ? std::optional(from + 1)
                                                                     : std::nullopt;
    }
    void add(Record::Value value)
    {
        m_record.members.push_back({std::exchange(m_name, {}), std::move(value)});
        m_isAtValue = false;
    }

    // What the reader calls, each returning whether to go on.

    bool Null() { return raw(); }
    bool Bool(bool value) { return simple(value); }
    bool Int(int value) { return simple(qint64{value}); }
    bool Uint(unsigned value) { return simple(qint64{value}); }
    bool Int64(int64_t value) { return simple(qint64{value}); }
    bool Uint64(uint64_t value) { return simple(quint64{value}); }
    bool Double(double) { return raw(); }
    bool RawNumber(const char *, rapidjson::SizeType, bool) { return false; } // asked for by a flag
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        return isText({text, length}) && simple(std::string(text, length));
    }
    bool StartObject() { return ++m_depth == 1 ? m_record.members.empty() : true; }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        if (!isText({text, length}))
            return false;
        if (m_depth > 1)
            return true;
        m_name.assign(text, length);
        m_valueFrom = m_stream.Tell();
        m_isAtValue = true;
        return true;
    }
    bool EndObject(rapidjson::SizeType) { return leave(); }
    bool StartArray()
    {
        ++m_depth;
        return m_depth > 1; // a record is an object
    }
    bool EndArray(rapidjson::SizeType) { return leave(); }

private:
    bool isText(std::string_view text)
    {
        if (holdsSurrogate(text))
            m_fault = rapidjson::kParseErrorStringUnicodeSurrogateInvalid;
        return m_fault == rapidjson::kParseErrorTermination;
    }

    bool leave()
    {
        --m_depth;
        return m_depth == 1 ? raw(1) : true; // the bracket is still to be read
    }

    template <typename T> bool simple(T value)
    {
        if (m_depth == 1)
            add(Record::Value(std::move(value)));
        return m_depth > 0;
    }

    // From behind the colon up to where the reader stands, and \a more bytes.
    bool raw(std::size_t more = 0)
    {
        if (m_depth != 1)
            return m_depth > 0;
        auto text = m_line.substr(m_valueFrom, m_stream.Tell() + more - m_valueFrom);
        text.remove_prefix(text.find(':') + 1);
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r"), text.size()));
        add(Record::Json{std::string(text)});
        return true;
    }

    const rapidjson::MemoryStream &m_stream;
    std::string_view m_line;
    Record m_record;
    std::string m_name;
    std::size_t m_valueFrom = 0;
    std::size_t m_depth = 0;
    bool m_isAtValue = false;
    rapidjson::ParseErrorCode m_fault = rapidjson::kParseErrorTermination;
};

constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

RecordError errorOf(const rapidjson::ParseResult &result, const Taker &taker)
{
    const bool isOurs = result.Code() == rapidjson::kParseErrorTermination;
    const auto code = isOurs ? taker.fault() : result.Code();
    if (code == rapidjson::kParseErrorTermination)
        return {result.Offset(), "not a JSON object"};
    std::string text = rapidjson::GetParseError_En(code);
    while (text.ends_with('.'))
        text.pop_back();
    return {result.Offset(), text};
}

} // namespace

const Record::Value *Record::find(std::string_view name) const
{
    const auto found = std::ranges::find(members, name, &Member::name);
    return found == members.end() ? nullptr : &found->value;
}

std::string_view Record::text(std::string_view name) const
{
    const auto *const value = find(name);
    const auto *const text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? std::string_view(*text) : std::string_view();
}

std::optional<quint64> Record::count(std::string_view name) const
{
    const auto *const value = find(name);
    if (!value)
        return std::nullopt;
    if (const auto *const number = std::get_if<qint64>(value); number && *number >= 0)
        return static_cast<quint64>(*number);
    const auto *const number = std::get_if<quint64>(value);
    return number ? std::optional(*number) : std::nullopt;
}

bool Record::isTrue(std::string_view name) const
{
    const auto *const value = find(name);
    const auto *const truth = value ? std::get_if<bool>(value) : nullptr;
    return truth && *truth;
}

std::expected<Record, RecordError> parseRecord(std::string_view line)
{
    rapidjson::MemoryStream stream(line.data(), line.size());
    rapidjson::Reader reader;
    Taker taker(stream, line);
    if (const auto result = reader.Parse<flags>(stream, taker); result.IsError())
        return std::unexpected(errorOf(result, taker));
    return std::move(taker.record());
}

std::expected<Record, RecordError> parseRecordBeginning(std::string_view beginning)
{
    rapidjson::MemoryStream stream(beginning.data(), beginning.size());
    rapidjson::Reader reader;
    Taker taker(stream, beginning);
    const auto result = reader.Parse<flags>(stream, taker);
    if (!result.IsError())
        return std::move(taker.record());
    if (stream.Tell() < beginning.size() || result.Code() == rapidjson::kParseErrorTermination)
        return std::unexpected(errorOf(result, taker));
    if (const auto from = taker.cutString())
        taker.add(Record::CutString{*from});
    return std::move(taker.record());
}

std::string recordLine(const Record &record)
{
    std::string line = "{";
    for (const auto &[name, value] : record.members) {
        if (line.size() > 1)
            line += ',';
        appendJsonString(line, name);
        line += ':';
        const auto write = [&line]<typename T>(const T &what) {
            if constexpr (std::is_same_v<T, bool>)
                line += what ? "true" : "false";
            else if constexpr (std::is_same_v<T, std::string>)
                appendJsonString(line, what);
            else if constexpr (std::is_same_v<T, Record::Json>)
                line += what.text;
            else if constexpr (std::is_integral_v<T>)
                line += std::to_string(what);
        };
        std::visit(write, value);
    }
    return line + '}';
}

} // namespace sealcord

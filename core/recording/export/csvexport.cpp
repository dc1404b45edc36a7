// SPDX-License-Identifier: MIT
#include "core/recording/export/csvexport.h"

#include "core/protocol/utf8.h"
#include "core/text/byteview.h"
#include "core/text/escape.h"

#include <QByteArray>

#include <algorithm>

namespace sealcord {

namespace {

// What a spreadsheet would take for a formula, and calculate.
bool looksLikeFormula(std::string_view cell)
{
    return !cell.empty() && std::string_view("=+-@").find(cell.front()) != std::string_view::npos;
}

// RFC 4180, 2: in quotes, those of its own doubled.
void addText(std::string &row, std::string_view text)
{
    row += '"';
    if (looksLikeFormula(text))
        row += '\'';
    for (const auto character : text) {
        if (character == '"')
            row += '"';
        row += character;
    }
    row += '"';
}

std::string textOf(const RecordedLine &line, const TrafficRow *row)
{
    if (!row || row->kind != TrafficRow::Kind::Message)
        return printable(line.record.text("text").substr(0, CsvExport::longestText));
    if (!isUtf8(row->content))
        return {};
    return escaped(charView(row->content).substr(0, CsvExport::longestText));
}

std::string numberText(const Record &record, std::string_view name)
{
    const auto *const value = record.find(name);
    if (!value)
        return {};
    if (const auto *number = std::get_if<qint64>(value))
        return std::to_string(*number);
    const auto *const number = std::get_if<quint64>(value);
    return number ? std::to_string(*number) : std::string();
}

} // namespace

RecordingExport::Done CsvExport::begin(RecordingReader &)
{
    return written("time,elapsed_ns,level,event,connection,peer,agent,direction,length,missing,"
                   "reason,text,bytes\r\n");
}

RecordingExport::Done CsvExport::add(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows)
{
    const auto &record = line.record;
    std::string text;
    const auto addWord = [&](std::string_view name) {
        addText(text, printable(record.text(name).substr(0, longestText)));
        text += ',';
    };
    const auto addNumber = [&](std::string_view name) {
        text += numberText(record, name);
        text += ',';
    };
    addWord("time");
    addNumber("elapsed_ns");
    addWord("level");
    addWord("event");
    addNumber("connection");
    addWord("peer");
    addWord("agent");
    addWord("direction");
    addNumber("length");
    addNumber("missing");
    addWord("reason");
    addText(text, textOf(line, rows.row()));
    text += ',';
    if (!write(text))
        return notWritten();
    if (record.text("event") == "message") {
        if (auto added = addBytes(reader, line); !added)
            return added;
    }
    return written("\r\n");
}

// In hex: a message may be longer than memory.
RecordingExport::Done CsvExport::addBytes(RecordingReader &reader, const RecordedLine &line)
{
    bool isWritten = true;
    const auto take = [&](std::span<const std::byte> piece) {
        const auto hex = byteView(piece).toByteArray().toHex();
        isWritten = write({hex.constData(), std::size_t(hex.size())});
        return isWritten;
    };
    if (auto read = reader.readBytes(line, take); !read)
        return read;
    if (!isWritten)
        return notWritten();
    return {};
}

} // namespace sealcord

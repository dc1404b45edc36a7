// SPDX-License-Identifier: MIT
#include "core/control/controlmessage.h"

#include <charconv>
#include <utility>
#include <variant>

namespace sealcord {

std::expected<ControlRequest, ControlAnswer> parseRequest(std::string_view line)
{
    auto record = parseRecord(line);
    if (!record)
        return std::unexpected(ControlAnswer{{},
            std::unexpected("no request: " + record.error().text + " at byte "
                + std::to_string(record.error().offset))});
    const auto id = record->count("id");
    if (!id)
        return std::unexpected(
            ControlAnswer{{}, std::unexpected("no request: 'id' is to be a whole number from 0")});
    std::string command(record->text("do"));
    if (command.empty())
        return std::unexpected(
            ControlAnswer{id, std::unexpected("no request: 'do' is to name a command")});
    return ControlRequest{*id, std::move(command), *std::move(record)};
}

std::string requestLine(quint64 id, std::string_view command, const AddMembers &add)
{
    std::string line;
    JsonObject object(line);
    object.add("id", id);
    object.add("do", command);
    add(object);
    object.finish();
    return line;
}

std::string answerLine(const ControlAnswer &answer)
{
    std::string line;
    JsonObject object(line);
    if (answer.id)
        object.add("id", *answer.id);
    else
        object.addRaw("id", "null");
    object.add("ok", answer.result.has_value());
    if (answer.result)
        object.addRaw("result", *answer.result);
    else
        object.add("error", answer.result.error());
    object.finish();
    return line;
}

void addSubscriptionLine(std::string &out, quint64 subscription, std::string_view record)
{
    JsonObject object(out);
    object.add("id", subscription);
    object.addRaw("record", record);
    object.finish();
    out += '\n';
}

// In the form that we write alone: whether what is inside is right, who reads the record finds.
std::optional<std::pair<quint64, std::string_view>> parseSubscriptionLine(std::string_view line)
{
    constexpr std::string_view before = R"({"id":)";
    constexpr std::string_view between = R"(,"record":)";
    if (!line.starts_with(before) || !line.ends_with('}'))
        return std::nullopt;
    line = line.substr(before.size(), line.size() - before.size() - 1);
    quint64 id = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), id);
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (error != std::errc() || !line.starts_with(between))
        return std::nullopt;
    return std::pair(id, line.substr(between.size()));
}

std::expected<ControlAnswer, std::string> parseAnswer(std::string_view line)
{
    const auto record = parseRecord(line);
    if (!record)
        return std::unexpected(record.error().text);
    if (!record->isTrue("ok")) {
        if (record->text("error").empty())
            return std::unexpected("it has neither a result nor an error");
        return ControlAnswer{
            record->count("id"), std::unexpected(std::string(record->text("error")))};
    }
    const auto *const result = record->find("result");
    const auto *const json = result ? std::get_if<Record::Json>(result) : nullptr;
    if (!json)
        return std::unexpected("its result is no object and no list");
    return ControlAnswer{record->count("id"), json->text};
}

} // namespace sealcord

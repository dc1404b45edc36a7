// SPDX-License-Identifier: MIT
#include "core/control/targetmembers.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace sealcord {

namespace {

using Bytes = std::expected<QByteArray, std::string>;

std::unexpected<std::string> fault(const std::string &text)
{
    return std::unexpected(text);
}

std::unexpected<std::string> wrongTargets()
{
    return fault("'to' is to be the number of a connection, a list of numbers, or \"all\"");
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Bytes fromHexDigits(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdefABCDEF";
    if (text.size() % 2 != 0 || text.find_first_not_of(digits) != std::string_view::npos)
        return fault("'hex' is to be pairs of hexadecimal digits, and nothing else");
    return QByteArray::fromHex(bytesOf(text));
}

Bytes fromPaddedBase64(std::string_view text)
{
    auto decoded =
        QByteArray::fromBase64Encoding(bytesOf(text), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64() != bytesOf(text))
        return fault("'base64' is to be base64 with padding (RFC 4648, 4)");
    return std::move(decoded.decoded);
}

std::expected<MessageTargets, std::string> listed(const std::string &json)
{
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    if (!document.isArray() || document.array().isEmpty())
        return wrongTargets();
    MessageTargets targets;
    for (const auto &value : document.array()) {
        const auto id = value.toInteger();
        if (id < 1)
            return wrongTargets();
        targets.connections.push_back(static_cast<ConnectionId>(id));
    }
    auto sorted = targets.connections;
    std::ranges::sort(sorted);
    if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
        return fault("connection " + std::to_string(*twice) + " stands in 'to' twice");
    return targets;
}

} // namespace

QString textMember(const Record &request, std::string_view name)
{
    const auto text = request.text(name);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::expected<ConnectionId, std::string> connectionMember(const Record &request)
{
    const auto id = request.count("connection");
    if (!id || *id == 0)
        return fault("'connection' is to be the number of a connection");
    return *id;
}

std::expected<MessageTargets, std::string> targetsMember(const Record &request)
{
    if (request.text("to") == "all")
        return MessageTargets{.isAll = true, .connections = {}};
    if (const auto id = request.count("to"); id && *id > 0)
        return MessageTargets{.isAll = false, .connections = {*id}};
    const auto *const to = request.find("to");
    const auto *const list = to ? std::get_if<Record::Json>(to) : nullptr;
    return list ? listed(list->text) : wrongTargets();
}

Sender senderMember(const Record &request)
{
    return request.text("by") == std::string_view(name(Sender::Window)) ? Sender::Window
                                                                        : Sender::Control;
}

std::expected<QByteArray, std::string> messageMember(const Record &request)
{
    using Decode = Bytes (*)(std::string_view);
    constexpr std::array<std::pair<std::string_view, Decode>, 3> forms{
        {{"text", [](std::string_view text) -> Bytes { return bytesOf(text); }},
            {"hex", fromHexDigits}, {"base64", fromPaddedBase64}}};
    Bytes message = fault("the message is missing: 'text', 'hex' or 'base64'");
    int found = 0;
    for (const auto &[name, decode] : forms) {
        const auto *const member = request.find(name);
        if (!member)
            continue;
        const auto *const text = std::get_if<std::string>(member);
        if (!text)
            return fault("'text', 'hex' and 'base64' are strings");
        if (++found > 1)
            return fault("one of 'text', 'hex' and 'base64' is the message, not several");
        message = decode(*text);
    }
    if (message && message->isEmpty())
        return fault("an empty message cannot be sent: it would say goodbye");
    return message;
}

} // namespace sealcord

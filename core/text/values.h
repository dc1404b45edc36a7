// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringView>

#include <chrono>
#include <cstddef>
#include <expected>
#include <initializer_list>
#include <utility>
#include <vector>

/// The values that settings have, read from text. Digits are ASCII, space around a value is
/// ignored, and whatever does not fit is an error in words; nothing is rounded or cut.
namespace sealcord {

/// What is wrong with a value, in words that follow the setting's name.
struct ValueError {
    QString text;
};

template <typename T> using Value = std::expected<T, ValueError>;

/// A whole number from \a least to \a most.
[[nodiscard]] Value<quint64> parseCount(QStringView text, quint64 least, quint64 most);

/// A number of bytes: "65536", "64 KiB", "16MiB", "1G". K, M and G are the binary units.
[[nodiscard]] Value<std::size_t> parseSize(QStringView text, std::size_t least, std::size_t most);

/// A duration with a precision of a millisecond: "250ms", "10 s", "1.5s", "5" (seconds), "2 min",
/// "1h", "1d".
[[nodiscard]] Value<std::chrono::milliseconds> parseDuration(
    QStringView text, std::chrono::milliseconds least);

/// The longest duration that a setting takes: what fits a timer's 31 bits, 24 days.
constexpr std::chrono::milliseconds longestDuration{0x7fff'ffff};

/// "true", "yes", "on", "1", or their opposites.
[[nodiscard]] Value<bool> parseFlag(QStringView text);

/// Text that is not empty. Space around it belongs to it.
[[nodiscard]] Value<QString> parseText(QStringView text);

/// An error that quotes \a text and goes on with \a complaint.
[[nodiscard]] ValueError valueError(QStringView text, const QString &complaint);

/// What stands between white space and commas.
[[nodiscard]] QList<QStringView> listedIn(QStringView text);

/// Values with white space or commas between them, as \a parseOne reads each; there may be none.
template <typename T>
[[nodiscard]] Value<std::vector<T>> parseList(QStringView text, Value<T> (*parseOne)(QStringView))
{
    std::vector<T> values;
    for (const auto one : listedIn(text)) {
        auto value = parseOne(one);
        if (!value)
            return std::unexpected(std::move(value.error()));
        values.push_back(*std::move(value));
    }
    return values;
}

/// A name for a value of type T.
template <typename T> using Choice = std::pair<QLatin1StringView, T>;

/// One of \a choices, by name, in capitals or not.
template <typename T>
[[nodiscard]] Value<T> parseChoice(QStringView text, std::initializer_list<Choice<T>> choices)
{
    QString names;
    for (const auto &[name, value] : choices) {
        if (text.trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return value;
        names += (names.isEmpty() ? QString() : QStringLiteral(", ")) + name;
    }
    return std::unexpected(valueError(text, QStringLiteral("is none of ") + names));
}

} // namespace sealcord

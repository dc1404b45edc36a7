// SPDX-License-Identifier: MIT
#include "widgets/message/inspector.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <bit>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

QString number(std::integral auto value)
{
    if constexpr (std::is_signed_v<decltype(value)>)
        return QLocale().toString(qlonglong(value));
    else
        return QLocale().toString(qulonglong(value));
}

// The shortest digits that are read back as the same value of this type.
QString number(std::floating_point auto value)
{
    char digits[64];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    return QString::fromLatin1(digits, end - digits);
}

QString date(qint64 milliseconds)
{
    // To UTC once more, so that Qt 6.4 writes a Z.
    const auto time = QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc()).toUTC();
    const auto year = time.date().year();
    return year < 1 || year > 9999 ? QString() : time.toString(Qt::ISODateWithMs);
}

QString seconds(std::integral auto value)
{
    constexpr auto most = std::numeric_limits<qint64>::max() / 1000;
    return value > most || value < -most ? QString() : date(qint64(value) * 1000);
}

template <typename T> T fromBytes(std::span<const std::byte> bytes, std::endian order)
{
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t,
        std::conditional_t<sizeof(T) == 4, std::uint32_t,
            std::conditional_t<sizeof(T) == 2, std::uint16_t, std::uint8_t>>>;
    Bits bits = 0;
    std::memcpy(&bits, bytes.data(), sizeof bits);
    return std::bit_cast<T>(order == std::endian::native ? bits : std::byteswap(bits));
}

template <typename T, typename Format>
InspectedValue value(std::span<const std::byte> bytes, const QString &type, Format format)
{
    if (bytes.size() < sizeof(T))
        return {type, {}, {}};
    return {type, format(fromBytes<T>(bytes, std::endian::little)),
        format(fromBytes<T>(bytes, std::endian::big))};
}

} // namespace

std::vector<InspectedValue> inspect(std::span<const std::byte> bytes)
{
    const auto plain = [](auto v) { return number(v); };
    const auto inSeconds = [](auto v) { return seconds(v); };
    return {
        value<std::int8_t>(bytes, u"int8"_s, plain),
        value<std::uint8_t>(bytes, u"uint8"_s, plain),
        value<std::int16_t>(bytes, u"int16"_s, plain),
        value<std::uint16_t>(bytes, u"uint16"_s, plain),
        value<std::int32_t>(bytes, u"int32"_s, plain),
        value<std::uint32_t>(bytes, u"uint32"_s, plain),
        value<std::int64_t>(bytes, u"int64"_s, plain),
        value<std::uint64_t>(bytes, u"uint64"_s, plain),
        value<float>(bytes, u"float"_s, plain),
        value<double>(bytes, u"double"_s, plain),
        value<std::uint32_t>(
            bytes, QCoreApplication::translate("Inspector", "Unix time in s, 32 bits"), inSeconds),
        value<std::int64_t>(
            bytes, QCoreApplication::translate("Inspector", "Unix time in s, 64 bits"), inSeconds),
        value<std::int64_t>(
            bytes, QCoreApplication::translate("Inspector", "Unix time in ms, 64 bits"), date),
    };
}

InspectorModel::InspectorModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_values(inspect({}))
{ }

void InspectorModel::setBytes(std::span<const std::byte> bytes)
{
    m_values = inspect(bytes);
    Q_EMIT dataChanged(index(0, Type), index(rowCount() - 1, BigEndian));
}

int InspectorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.size());
}

int InspectorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : BigEndian + 1;
}

QVariant InspectorModel::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && role == Qt::TextAlignmentRole && index.column() != Type)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const auto &value = m_values[static_cast<std::size_t>(index.row())];
    if (index.column() == Type)
        return value.type;
    return index.column() == LittleEndian ? value.littleEndian : value.bigEndian;
}

QVariant InspectorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Type:
        return tr("Type");
    case LittleEndian:
        return tr("Little endian");
    default:
        return tr("Big endian");
    }
}

} // namespace sealcord

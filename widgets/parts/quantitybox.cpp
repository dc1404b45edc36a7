// SPDX-License-Identifier: MIT
#include "widgets/parts/quantitybox.h"

#include "core/text/values.h"
#include "widgets/parts/decimalpoint.h"

#include <QLineEdit>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <span>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Unit {
    qint64 factor;
    const char *name;
};

constexpr auto sizeUnits =
    std::to_array<Unit>({{1LL << 30, "GiB"}, {1LL << 20, "MiB"}, {1LL << 10, "KiB"}, {1, "B"}});
constexpr auto timeUnits =
    std::to_array<Unit>({{3'600'000, "h"}, {60'000, "min"}, {1'000, "s"}, {1, "ms"}});

// In the largest unit of which it is a whole number: nothing is rounded.
QString written(qint64 amount, std::span<const Unit> units)
{
    auto unit = std::ranges::find_if(units,
        [amount](const Unit &each) { return amount >= each.factor && amount % each.factor == 0; });
    if (unit == units.end())
        unit = std::prev(units.end()); // zero
    return QString::number(amount / unit->factor) + u' ' + QLatin1StringView(unit->name);
}

} // namespace

QuantityBox::QuantityBox(Kind kind, qint64 least, qint64 most, QWidget *parent)
    : QDoubleSpinBox(parent)
    , m_kind(kind)
{
    setDecimals(0);
    setRange(static_cast<double>(least), static_cast<double>(most));
    setCorrectionMode(QAbstractSpinBox::CorrectToPreviousValue);
    setKeyboardTracking(false);
    if (least == 0)
        setSpecialValueText(tr("off"));
}

qint64 QuantityBox::amount() const
{
    return std::llround(value());
}

void QuantityBox::setAmount(qint64 amount)
{
    setValue(static_cast<double>(amount));
}

QString QuantityBox::textFromValue(double value) const
{
    const auto amount = static_cast<qint64>(std::llround(value));
    return m_kind == Kind::Size ? written(amount, sizeUnits) : written(amount, timeUnits);
}

std::optional<qint64> QuantityBox::read(const QString &written) const
{
    const QString text = withDecimalPoint(written, locale());
    const auto least = std::llround(minimum());
    const auto most = std::llround(maximum());
    if (!specialValueText().isEmpty() && text.trimmed() == specialValueText())
        return least;
    if (m_kind == Kind::Size) {
        const auto size =
            parseSize(text, static_cast<std::size_t>(least), static_cast<std::size_t>(most));
        return size ? std::optional(static_cast<qint64>(*size)) : std::nullopt;
    }
    const auto duration = parseDuration(text, std::chrono::milliseconds(least));
    return duration && duration->count() <= most ? std::optional(duration->count()) : std::nullopt;
}

double QuantityBox::valueFromText(const QString &text) const
{
    return static_cast<double>(read(text).value_or(amount()));
}

QValidator::State QuantityBox::validate(QString &text, int &) const
{
    return read(text) ? QValidator::Acceptable : QValidator::Intermediate;
}

// What says no amount is given up for the last that did.
void QuantityBox::fixup(QString &text) const
{
    text = value() == minimum() && !specialValueText().isEmpty() ? specialValueText()
                                                                 : textFromValue(value());
}

// Doubles and halves; from nothing to a second and back.
void QuantityBox::stepBy(int steps)
{
    constexpr double leastStep = 1000; // ms
    const bool canBeOff = minimum() == 0;
    if (canBeOff && steps < 0 && value() <= leastStep)
        setValue(0);
    else if (value() == 0)
        setValue(leastStep);
    else
        setValue(std::floor(value() * std::pow(2, steps)));
    selectAll();
}

} // namespace sealcord

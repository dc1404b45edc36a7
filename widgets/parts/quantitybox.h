// SPDX-License-Identifier: MIT
#pragma once

#include <QDoubleSpinBox>
#include <QString>

#include <optional>

namespace sealcord {

/// A field for a number of bytes or a duration, written as the command line takes it: "16 MiB",
/// "64 KiB", "1.5 s", "2 min", or with the decimal comma of the person's language. A value is kept
/// to the byte or the millisecond, whatever the unit; a step doubles or halves it.
class QuantityBox final : public QDoubleSpinBox
{
    Q_OBJECT

public:
    enum class Kind : quint8 {
        Size, ///< in bytes
        Duration, ///< in milliseconds
    };

    /// From \a least to \a most, which are 2^50 at most. A least value of zero is written "off".
    QuantityBox(Kind kind, qint64 least, qint64 most, QWidget *parent = nullptr);

    [[nodiscard]] qint64 amount() const;
    void setAmount(qint64 amount); ///< the nearest that is in the range

    [[nodiscard]] QString textFromValue(double value) const override;
    [[nodiscard]] double valueFromText(const QString &text) const override;
    [[nodiscard]] QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;
    void stepBy(int steps) override;

private:
    /// None: \a written says no amount in the range.
    [[nodiscard]] std::optional<qint64> read(const QString &written) const;

    Kind m_kind;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include <QSpinBox>
#include <QString>

namespace sealcord {

/// A field for a port. What would leave its range is refused where it is typed, with the reason
/// under it.
class PortBox final : public QSpinBox
{
    Q_OBJECT

public:
    /// From \a least, which is 1, or 0 where the system may pick one, to 65535.
    explicit PortBox(int least, QWidget *parent = nullptr);

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString range() const; ///< in words

    [[nodiscard]] QValidator::State validate(QString &text, int &position) const override;

Q_SIGNALS:
    void returnPressed();

private:
    void explain();
};

} // namespace sealcord

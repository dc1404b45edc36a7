// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/verificationcode.h"

#include <QLabel>
#include <QWidget>

#include <array>
#include <optional>

namespace sealcord {

/// A code to be read aloud: its words, each with its number, and its digits below. It offers no
/// copying: a code is compared by voice. What is not in sight holds no code, for whoever reads
/// windows otherwise than by eye.
class SpokenCode final : public QWidget
{
    Q_OBJECT

public:
    explicit SpokenCode(QWidget *parent = nullptr);

    void setCode(const std::optional<VerificationCode> &code);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void write(const std::optional<VerificationCode> &code);

    std::optional<VerificationCode> m_code;
    std::array<QLabel *, 5> m_words{};
    QLabel *m_digits = nullptr;
};

} // namespace sealcord

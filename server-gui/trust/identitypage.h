// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"

#include <QString>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sealcord {

/// Who this server is: its key and fingerprint, to be read aloud or copied, and the line that
/// starts an agent which knows them.
class IdentityPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a key: none where the server speaks classic alone.
    explicit IdentityPage(
        const std::optional<X25519KeyPair::PublicKey> &key, QWidget *parent = nullptr);

    /// The line for an agent; empty: the server does not listen.
    void setCommand(const QString &command);

    /// \a text in groups of four behind its prefix, with which it is read more easily.
    [[nodiscard]] static QString grouped(const QString &text);

private:
    QLabel *addText(QVBoxLayout &layout, const QString &title);
    QPushButton *addCopy(QVBoxLayout &layout, const QString &text, const QString &what);

    QLabel *m_command = nullptr;
    QPushButton *m_copy = nullptr;
    QString m_line; ///< the command
};

} // namespace sealcord

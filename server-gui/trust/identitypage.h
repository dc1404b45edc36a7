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
    using Key = X25519KeyPair::PublicKey;

    explicit IdentityPage(QWidget *parent = nullptr);

    /// \a key: none where the server speaks classic alone. Before this there is no server.
    void setKey(const std::optional<Key> &key);

    /// The line for an agent; empty: the server does not listen.
    void setCommand(const QString &command);

    /// \a text in groups of four behind its prefix, with which it is read more easily.
    [[nodiscard]] static QString grouped(const QString &text);

private:
    [[nodiscard]] QWidget *makeKey();
    [[nodiscard]] QWidget *makeText(const QString &title, const QString &text);
    QLabel *addText(QVBoxLayout &layout, const QString &title);
    QPushButton *addCopy(
        QVBoxLayout &layout, const QString &what, const QString &text); // which may change

    QWidget *m_known = nullptr;
    QWidget *m_none = nullptr;
    QWidget *m_unknown = nullptr; ///< or one of these
    QLabel *m_fingerprint = nullptr;
    QLabel *m_whole = nullptr;
    QLabel *m_command = nullptr;
    QPushButton *m_copy = nullptr;
    QString m_fingerprintText; ///< to be copied, as the next two
    QString m_keyText;
    QString m_line; ///< the command
};

} // namespace sealcord

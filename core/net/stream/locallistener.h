// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/socketdescriptor.h"
#include "core/net/hostport.h"

#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QTcpServer>
#include <QTimer>

#include <expected>
#include <functional>

namespace sealcord {

/// A port where connections come in that streams carry. On one thread.
class LocalListener final : public QObject
{
public:
    /// \a take gets each of them, and owns its descriptor; it may close() the listener, and not
    /// destroy it.
    using Take = std::function<void(const ConnectedSocket &socket)>;
    explicit LocalListener(Take take);
    ~LocalListener() override { close(); }
    Q_DISABLE_COPY_MOVE(LocalListener)

    /// Begins to accept, or says why not, for a person.
    [[nodiscard]] std::expected<void, QString> listen(const ListenAddress &where);
    /// Where it listens: the port that the system picked in place of 0.
    [[nodiscard]] QString address() const;
    void close();

private:
    void accept();
    void rest();

    Take m_take;
    QTcpServer m_socket;
    QSocketNotifier *m_notifier = nullptr; // while listening; a child
    QTimer m_rest; // runs while the system has no descriptor for another
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/streams/streammodel.h"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <vector>

namespace sealcord {

/// A service that this program lets others reach, or a port that leads to one of theirs.
struct ServiceEntry {
    enum class Kind : quint8 {
        Forwarded, ///< a server's: agents may reach it
        Exposed, ///< a server's port, to what an agent publishes
        Local, ///< an agent's port
        Published, ///< an agent's service
    };

    Kind kind = Kind::Forwarded;
    QString name; ///< of the service; of a port its target: "web@pump-3"
    QString where; ///< the service's address, or the port's
    bool isActive = false; ///< it can be reached now
    QString error; ///< why not, for a person; empty: the program is not running
    bool hasAgent = true; ///< of an exposed port: false where the one that it leads to is not there
};

/// Services and ports, a row each, with who uses them: counted from the streams of a StreamModel.
/// Ports that lead to one service share its streams: nothing tells by which one came.
///
/// Belongs to one thread.
class ServiceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Where, State, Open, Bytes, UsedBy };

    explicit ServiceModel(QObject *parent = nullptr);

    void setServices(std::vector<ServiceEntry> services);
    /// Counts anew who uses them.
    void count(const StreamModel &streams);
    [[nodiscard]] const ServiceEntry &service(int row) const;
    /// Open streams, of all services together.
    [[nodiscard]] int open() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Use {
        int open = 0;
        quint64 bytes = 0; ///< of the streams that are known, ended ones too
        QStringList users; ///< of those that are open, each once, in order
    };

    [[nodiscard]] Use useOf(const ServiceEntry &service, const StreamModel &streams) const;
    [[nodiscard]] QString text(int row, Column column) const;

    std::vector<ServiceEntry> m_services;
    std::vector<Use> m_uses; // of each
};

} // namespace sealcord

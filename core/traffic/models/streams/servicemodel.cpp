// SPDX-License-Identifier: MIT
#include "core/traffic/models/streams/servicemodel.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/traffic/describe.h"

#include <algorithm>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

bool isPort(ServiceEntry::Kind kind)
{
    return kind == ServiceEntry::Kind::Exposed || kind == ServiceEntry::Kind::Local;
}

/// Whether \a stream leads to \a service. A server's stream has no agent in its target: it is on
/// that one's connection.
bool isTo(const StreamInfo &stream, const ServiceEntry &service)
{
    if (stream.isPeers == isPort(service.kind))
        return false;
    const auto wanted = service.name.toStdString(); // "camera" or "camera@pump-3"
    if (service.kind != ServiceEntry::Kind::Exposed || stream.number == 0)
        return stream.target == wanted;
    const auto agent = stream.connection.known.name();
    return !agent.empty() && wanted == stream.target + '@' + std::string(agent);
}

/// Agents by their names; who came to a port here by where from.
QString userOf(const StreamInfo &stream, const ServiceEntry &service)
{
    if (service.kind == ServiceEntry::Kind::Forwarded)
        return describe(stream.connection);
    return stream.from == Endpoint() ? QString() : stream.from.address().toString();
}

} // namespace

ServiceModel::ServiceModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void ServiceModel::setServices(std::vector<ServiceEntry> services)
{
    beginResetModel();
    m_services = std::move(services);
    m_uses.assign(m_services.size(), {});
    endResetModel();
}

void ServiceModel::count(const StreamModel &streams)
{
    for (std::size_t i = 0; i < m_services.size(); ++i)
        m_uses[i] = useOf(m_services[i], streams);
    if (!m_services.empty())
        Q_EMIT dataChanged(index(0, Open), index(rowCount() - 1, UsedBy));
}

ServiceModel::Use ServiceModel::useOf(const ServiceEntry &service, const StreamModel &streams) const
{
    Use use;
    if (!service.error.isEmpty())
        return use; // another port may lead there
    for (const auto *const stream : streams.all()) {
        if (!isTo(*stream, service))
            continue;
        use.bytes += stream->bytesIn + stream->bytesOut;
        if (stream->ended)
            continue;
        ++use.open;
        if (const auto user = userOf(*stream, service);
            !user.isEmpty() && !use.users.contains(user))
            use.users += user;
    }
    use.users.sort();
    return use;
}

const ServiceEntry &ServiceModel::service(int row) const
{
    return m_services[static_cast<std::size_t>(row)];
}

int ServiceModel::open() const
{
    int open = 0;
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        const auto isSame = [&](const ServiceEntry &other) {
            return other.kind == m_services[i].kind && other.name == m_services[i].name
                && other.error.isEmpty();
        };
        const auto first = std::ranges::find_if(m_services, isSame) - m_services.begin();
        if (std::cmp_equal(first, i)) // others have the same streams
            open += m_uses[i].open;
    }
    return open;
}

int ServiceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_services.size());
}

int ServiceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : UsedBy + 1;
}

static QString describe(ServiceEntry::Kind kind)
{
    switch (kind) {
    case ServiceEntry::Kind::Forwarded:
        return ServiceModel::tr("forwarded", "a service that agents may reach");
    case ServiceEntry::Kind::Exposed:
        return ServiceModel::tr("exposed", "a port that leads to an agent's service");
    case ServiceEntry::Kind::Local:
        return ServiceModel::tr("local port");
    case ServiceEntry::Kind::Published:
        return ServiceModel::tr("published", "an agent's service");
    }
    std::unreachable();
}

static QString stateOf(const ServiceEntry &service)
{
    if (!service.error.isEmpty())
        return ServiceModel::tr("✕ %1", "why a port does not listen").arg(service.error);
    if (!service.isActive)
        return ServiceModel::tr("○ not running");
    if (!service.hasAgent)
        return ServiceModel::tr("○ agent not connected", "a port that leads to it");
    return isPort(service.kind) ? ServiceModel::tr("● listening")
                                : ServiceModel::tr("● offered", "a service");
}

QString ServiceModel::text(int row, Column column) const
{
    const auto &service = this->service(row);
    const auto &use = m_uses[static_cast<std::size_t>(row)];
    switch (column) {
    case Name:
        return service.name;
    case Kind:
        return describe(service.kind);
    case Where:
        return service.where;
    case State:
        return stateOf(service);
    case Open:
        return formatCount(static_cast<quint64>(use.open));
    case Bytes:
        return formatShortBytes(static_cast<double>(use.bytes));
    case UsedBy:
        return use.users.join(u", "_s);
    }
    std::unreachable();
}

QVariant ServiceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        return plainToolTip(text(index.row(), column));
    case Qt::TextAlignmentRole: {
        const auto isFigure = column == Open || column == Bytes;
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    default:
        return {};
    }
}

QVariant ServiceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && section == Open && role == Qt::ToolTipRole)
        return tr("To the service, by whichever port they come");
    if (orientation == Qt::Horizontal && section == Bytes && role == Qt::ToolTipRole)
        return tr("Of the streams to the service that this window has seen and still knows");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Service");
    case Kind:
        return tr("Kind");
    case Where:
        return tr("Where");
    case State:
        return tr("State");
    case Open:
        return tr("Streams", "so many are open");
    case Bytes:
        return tr("Bytes");
    case UsedBy:
        return tr("Used by");
    default:
        return {};
    }
}

} // namespace sealcord

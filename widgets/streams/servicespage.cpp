// SPDX-License-Identifier: MIT
#include "widgets/streams/servicespage.h"

#include "widgets/list/emptynote.h"
#include "widgets/list/listdelegate.h"
#include "widgets/list/listview.h"
#include "widgets/look/accents.h"

#include <QItemSelectionModel>
#include <QShowEvent>
#include <QString>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

class ServiceDelegate final : public ListDelegate
{
public:
    ServiceDelegate(const ServiceModel &model, QObject *parent)
        : ListDelegate(parent)
        , m_model(model)
    { }

private:
    [[nodiscard]] CellLook look(
        const QModelIndex &index, const QString & /*text*/, const QPalette &palette) const override
    {
        const auto accents = accentsFor(palette);
        const auto &service = m_model.service(index.row());
        CellLook look;
        look.isFixedPitch = index.column() == ServiceModel::Where;
        if (index.column() == ServiceModel::State)
            look.text = !service.error.isEmpty()       ? accents.error
                : service.isActive && service.hasAgent ? accents.good
                                                       : accents.dimmed;
        return look;
    }

    const ServiceModel &m_model;
};

} // namespace

ServicesPage::ServicesPage(StreamModel &streams, QWidget *parent)
    : QWidget(parent)
    , m_streams(streams)
    , m_list(new ListView(this))
    , m_emptyNote(new EmptyNote(m_list->viewport()))
{
    setAccessibleName(tr("Services"));
    m_list->setAccessibleName(tr("Services"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ServiceDelegate(m_model, this));
    m_list->setColumnWidths({16, 12, 20, 24, 9, 9, 0});
    m_list->setFigures({ServiceModel::Open, ServiceModel::Bytes});
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_list, 1);
    m_due.setSingleShot(true);
    m_due.setInterval(250ms);
    connect(&m_due, &QTimer::timeout, this, &ServicesPage::count);
    connect(&m_streams, &StreamModel::countsChanged, this, [this] {
        if (!m_due.isActive())
            m_due.start();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ServicesPage::selectionChanged);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ServicesPage::selectionChanged);
}

void ServicesPage::setServices(std::vector<ServiceEntry> services)
{
    m_model.setServices(std::move(services));
    m_emptyNote->setVisible(m_model.rowCount() == 0);
    count();
}

void ServicesPage::setEmptyText(const QString &text)
{
    m_emptyNote->setContent(text, {});
    m_emptyNote->setVisible(m_model.rowCount() == 0);
}

void ServicesPage::setEditor(QWidget *editor)
{
    layout()->addWidget(editor);
}

QList<ServiceEntry> ServicesPage::selected() const
{
    QList<ServiceEntry> services;
    for (const int row : m_list->selectedRows())
        services += m_model.service(row);
    return services;
}

void ServicesPage::count()
{
    m_model.count(m_streams);
    Q_EMIT counted(m_model.open());
}

void ServicesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    count();
}

} // namespace sealcord

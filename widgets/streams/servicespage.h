// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/streams/servicemodel.h"

#include <QList>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace sealcord {

class EmptyNote;
class ListView;

/// Which services can be reached through this program, and who uses them, for a tab beside the
/// detail.
class ServicesPage final : public QWidget
{
    Q_OBJECT

public:
    /// Who uses them is told by \a streams, which outlives this.
    explicit ServicesPage(StreamModel &streams, QWidget *parent = nullptr);

    void setServices(std::vector<ServiceEntry> services);
    void setEmptyText(const QString &text);
    /// Puts \a editor below the list: it adds services and removes them.
    void setEditor(QWidget *editor);

    [[nodiscard]] const ServiceModel &model() const { return m_model; }
    [[nodiscard]] ListView &list() const { return *m_list; }
    /// Those that are selected.
    [[nodiscard]] QList<ServiceEntry> selected() const;

Q_SIGNALS:
    void selectionChanged();
    void counted(int openStreams); ///< so many are open now

protected:
    void showEvent(QShowEvent *event) override;

private:
    void count();

    StreamModel &m_streams;
    ServiceModel m_model;
    ListView *m_list = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    QTimer m_due; // counting looks at every stream
};

} // namespace sealcord

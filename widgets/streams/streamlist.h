// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/streams/streammodel.h"

#include <QString>
#include <QWidget>

class QAction;

namespace sealcord {

class EmptyNote;
class ListView;

/// The streams of a connection: where they lead, what they carried, and how they ended.
class StreamList final : public QWidget
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit StreamList(StreamModel &model, QWidget *parent = nullptr);

    /// What stands there in place of streams where the connection has had none.
    void setEmptyText(const QString &text);
    /// Nobody tells of the bytes of streams: greys what would show them, and says \a why.
    void forbidBytes(const QString &why);

    [[nodiscard]] ListView &list() const { return *m_list; }
    [[nodiscard]] QAction &resetAction() const { return *m_reset; } ///< of the open ones selected
    [[nodiscard]] QAction &filterAction() const { return *m_filter; } ///< of the current one

Q_SIGNALS:
    void resetRequested(sealcord::ConnectionId connection, sealcord::StreamNumber stream);
    /// Its bytes alone are to be shown: \a filter is of the filter language.
    void filterRequested(const QString &filter);

private:
    void update();
    void reset();
    void requestFilter();
    void showMenu(const QPoint &position);
    [[nodiscard]] QList<StreamNumber> selectedOpen() const;

    StreamModel &m_model;
    ListView *m_list = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    QAction *m_reset = nullptr;
    QAction *m_filter = nullptr;
    bool m_hasBytes = true;
};

} // namespace sealcord

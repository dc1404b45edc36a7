// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/recording/recordingdialog.h"

#include <QObject>

namespace sealcord {

/// Lets recordings be dropped on a window, whichever of its parts does not take them itself.
class RecordingDrop final : public QObject
{
    Q_OBJECT

public:
    /// Belongs to \a window. \a take is given each one that is dropped.
    RecordingDrop(QWidget &window, TakePath take);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    TakePath m_take;
};

} // namespace sealcord

// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filtercompletion.h"

#include <QList>
#include <QTreeView>

class QStandardItemModel;

namespace sealcord {

/// How a filter may go on, each choice with a word of explanation: what a completer shows.
class ChoiceList final : public QTreeView
{
    Q_OBJECT

public:
    explicit ChoiceList(QWidget *parent = nullptr);

    [[nodiscard]] QStandardItemModel &choices() const { return *m_choices; }
    void setChoices(const QList<FilterChoice> &choices);
    /// That shows them, in pixels; bounded, since former filters may be long.
    [[nodiscard]] int contentWidth() const { return qMin(m_contentWidth, widest); }

private:
    static constexpr int widest = 640;

    int m_contentWidth = 0;
    QStandardItemModel *m_choices = nullptr;
};

} // namespace sealcord

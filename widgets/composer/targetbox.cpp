// SPDX-License-Identifier: MIT
#include "widgets/composer/targetbox.h"

#include <QLocale>
#include <QSignalBlocker>
#include <QSize>

#include <algorithm>

namespace sealcord {

namespace {

constexpr int choiceRole = Qt::UserRole;
constexpr int idRole = Qt::UserRole + 1;

} // namespace

TargetBox::TargetBox(QWidget *parent)
    : QComboBox(parent)
{
    setAccessibleName(tr("Send to"));
    setToolTip(tr("Which agents get the message: one, those that are chosen, or all"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(15);
    rebuild();
    connect(this, &QComboBox::activated, this, &TargetBox::take);
}

void TargetBox::setTargets(const QList<TargetEntry> &targets)
{
    m_targets = targets;
    m_connected.clear();
    for (const TargetEntry &entry : targets)
        m_connected.insert(entry.id);
    followSelection();
    suggest();
    rebuild();
    Q_EMIT targetChanged();
}

void TargetBox::setSelected(const QList<ConnectionId> &ids)
{
    m_selected = ids;
    m_isFollowing = true;
    followSelection();
    rebuild();
    Q_EMIT targetChanged();
}

void TargetBox::choose(ConnectionId id)
{
    m_isFollowing = false;
    setSingle(id);
    rebuild();
    Q_EMIT targetChanged();
}

void TargetBox::keepChoice()
{
    m_isSuggested = false;
}

void TargetBox::setSingle(ConnectionId id)
{
    m_choice = Choice::Single;
    m_isSuggested = false;
    if (id == m_single.id) // which may have gone
        return;
    const auto found = std::ranges::find(m_targets, id, &TargetEntry::id);
    m_single = found != m_targets.end() ? *found : TargetEntry{id, tr("connection %1").arg(id)};
}

void TargetBox::followSelection()
{
    m_reachable = m_selected;
    m_reachable.removeIf([this](ConnectionId id) { return !m_connected.contains(id); });
    if (!m_isFollowing || m_reachable.isEmpty())
        return;
    if (m_reachable.size() == 1)
        setSingle(m_reachable.first());
    else
        m_choice = Choice::Selected;
}

void TargetBox::suggest()
{
    if (m_choice != Choice::Single || !m_isSuggested || m_connected.contains(m_single.id))
        return;
    if (m_targets.size() == 1)
        m_single = m_targets.first();
    else if (!m_targets.isEmpty())
        m_single = {};
}

void TargetBox::rebuild()
{
    const QSignalBlocker blocker(this);
    clear();
    const auto add = [this](const QString &text, Choice choice, ConnectionId id, bool isChosen) {
        addItem(text);
        setItemData(count() - 1, static_cast<int>(choice), choiceRole);
        setItemData(count() - 1, id, idRole);
        if (isChosen)
            setCurrentIndex(count() - 1);
    };
    const QLocale locale;
    add(tr("All agents (%1)").arg(locale.toString(m_targets.size())), Choice::All, 0,
        m_choice == Choice::All);
    if (!m_reachable.isEmpty() || m_choice == Choice::Selected) {
        add(tr("Selected (%1)").arg(locale.toString(m_reachable.size())), Choice::Selected, 0,
            m_choice == Choice::Selected);
    }
    const bool isNone = m_choice == Choice::Single && m_single.id == 0;
    bool isListed = m_choice != Choice::Single || isNone;
    for (const TargetEntry &entry : m_targets.first(std::min(m_targets.size(), maxSingles))) {
        const bool isChosen = m_choice == Choice::Single && entry.id == m_single.id;
        add(entry.label, Choice::Single, entry.id, isChosen);
        isListed = isListed || isChosen;
    }
    if (!isListed) {
        add(m_connected.contains(m_single.id) ? m_single.label
                                              : tr("%1 (gone)").arg(m_single.label),
            Choice::Single, m_single.id, true);
    }
    setPlaceholderText(m_targets.isEmpty() ? tr("No agent") : tr("Choose an agent"));
    if (isNone)
        setCurrentIndex(-1);
}

void TargetBox::take(int index)
{
    m_isFollowing = false;
    m_choice = static_cast<Choice>(itemData(index, choiceRole).toInt());
    if (m_choice == Choice::Single)
        setSingle(itemData(index, idRole).value<ConnectionId>());
    Q_EMIT targetChanged();
}

MessageTarget TargetBox::target() const
{
    switch (m_choice) {
    case Choice::All:
        return {true, {}};
    case Choice::Selected:
        return {false, m_reachable};
    case Choice::Single:
        break;
    }
    MessageTarget single;
    if (m_connected.contains(m_single.id))
        single.ids.append(m_single.id);
    return single;
}

qsizetype TargetBox::reachOf(const MessageTarget &target) const
{
    if (target.isAll)
        return m_targets.size();
    return std::ranges::count_if(
        target.ids, [this](ConnectionId id) { return m_connected.contains(id); });
}

QSize TargetBox::sizeHint() const
{
    constexpr int longerByName = 10; // characters
    auto size = QComboBox::sizeHint();
    size.rwidth() += longerByName * fontMetrics().averageCharWidth();
    return size;
}

QString TargetBox::obstacle() const
{
    if (reach() > 0)
        return {};
    switch (m_choice) {
    case Choice::All:
        return tr("No agent is connected.");
    case Choice::Selected:
        return tr("No connected agent is selected.");
    case Choice::Single:
        if (m_single.id == 0) {
            return m_targets.isEmpty() ? tr("No agent is connected.")
                                       : tr("Choose the agent that it goes to.");
        }
        return tr("%1 is not connected any more.").arg(m_single.label);
    }
    return {};
}

} // namespace sealcord

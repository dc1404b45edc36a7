// SPDX-License-Identifier: MIT
#include "widgets/parts/flowlayout.h"

#include <QtAlgorithms>

#include <algorithm>

namespace sealcord {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins({});
    setSpacing(4);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items += item;
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    int height = 0;
    for (const auto &place : places({0, 0, width, 0}))
        height = std::max(height, place.y() + place.height());
    return height;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const auto all = places(rect);
    for (qsizetype index = 0; index < m_items.size(); ++index)
        m_items[index]->setGeometry(all[index]);
}

QList<QRect> FlowLayout::places(const QRect &rect) const
{
    QList<QRect> all;
    QPoint next = rect.topLeft();
    int lineHeight = 0;
    for (const auto *item : m_items) {
        const auto size = item->sizeHint();
        if (next.x() > rect.x() && next.x() + size.width() > rect.x() + rect.width()) {
            next = {rect.x(), next.y() + lineHeight + spacing()};
            lineHeight = 0;
        }
        all += {next, size};
        next.rx() += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return all;
}

} // namespace sealcord

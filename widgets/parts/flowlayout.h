// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QLayoutItem>
#include <QList>
#include <QRect>
#include <QSize>

namespace sealcord {

/// Puts widgets beside each other and goes on in the next line where there is no more room, as
/// words do in a text.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override; ///< takes it over
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override; ///< that of the largest
    void setGeometry(const QRect &rect) override;

private:
    /// The places of the items within \a rect, in their order.
    [[nodiscard]] QList<QRect> places(const QRect &rect) const;

    QList<QLayoutItem *> m_items;
};

} // namespace sealcord

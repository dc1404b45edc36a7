// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/compare/messagecomparison.h"

#include <QAbstractScrollArea>
#include <QRect>

#include <cstddef>
#include <memory>
#include <optional>

namespace sealcord {

/// Two messages side by side, the first on the left, as text or in hex; what differs is lit on both
/// sides, and what one of them lacks is hatched. Paints only what is visible.
class ComparisonView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Side { Left, Right };

    explicit ComparisonView(QWidget *parent = nullptr);

    void setMessages(std::shared_ptr<const ArrangedMessages> messages);
    [[nodiscard]] const ArrangedMessages *messages() const { return m_messages.get(); }
    /// The difference that is looked at: lit more, and brought into sight.
    void setCurrent(std::optional<std::size_t> difference);
    [[nodiscard]] std::optional<std::size_t> current() const { return m_current; }

    /// How many columns rows may have for what fits beside each other; of hex 8 or 16.
    /// \a longest is the length of the longer message.
    [[nodiscard]] std::size_t columnsFor(ComparedRows::Form form, std::size_t longest) const;
    /// Of characters of a row, in the viewport. Hex counts from where its offset begins.
    [[nodiscard]] QRect cellRect(Side side, std::size_t row, int column, int count) const;
    [[nodiscard]] std::size_t firstVisibleRow() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void columnsChanged(); ///< columnsFor() may be another

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int rowsInSight() const;
    void relayout();
    void showCurrent();

    std::shared_ptr<const ArrangedMessages> m_messages;
    std::optional<std::size_t> m_current;
    QSize m_cell; ///< of one character, in device independent pixels
};

} // namespace sealcord

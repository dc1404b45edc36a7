// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/message/bytesearch.h"
#include "widgets/parts/linebar.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace sealcord {

/// What to find in a message, and where among the matches one is. Does not search itself.
class MessageFindBar final : public LineBar
{
    Q_OBJECT

public:
    explicit MessageFindBar(QWidget *parent = nullptr);

    void open(); ///< shows it and lets type
    /// Nothing while there is nothing to find, or what is written is no hex.
    [[nodiscard]] std::optional<BytePattern> pattern() const;

    void showSearching();
    /// \a current counts from 1, 0 for none. Not \a isAll: there may be more than \a count.
    void showCount(std::size_t current, std::size_t count, bool isAll);

Q_SIGNALS:
    void patternChanged();
    void nextRequested();
    void previousRequested();

protected:
    void enter(Qt::KeyboardModifiers modifiers) override;
    void dismiss() override;

private:
    void tellPattern();

    QLineEdit *m_text;
    QComboBox *m_kind;
    QLabel *m_count;
};

} // namespace sealcord

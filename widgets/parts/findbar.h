// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/linebar.h"

#include <QString>

#include <cstddef>

class QLabel;
class QLineEdit;
class QToolButton;

namespace sealcord {

/// A line under a list to find something in it: Enter goes to the next hit, Shift+Enter to the one
/// before, Esc closes. Hidden at first.
class FindBar final : public LineBar
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void setName(const QString &name); ///< of the field, for those who hear it
    void open(); ///< shows it with the focus in the field
    [[nodiscard]] QString text() const;
    /// \a place counts from 1, 0: on none; \a isDone false: more may be found.
    void setHits(std::size_t place, std::size_t hits, bool isDone);

Q_SIGNALS:
    void textChanged(const QString &text);
    void nextWanted();
    void previousWanted();

protected:
    void enter(Qt::KeyboardModifiers modifiers) override;
    void dismiss() override;

private:
    QLineEdit *m_line = nullptr;
    QLabel *m_hits = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
};

} // namespace sealcord

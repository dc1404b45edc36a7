// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/parts/quantitybox.h"

#include <QString>
#include <QWidget>

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

class QFormLayout;

namespace sealcord {

/// Fields for limits, each in a line of its own, in the order in which they are added.
///
/// Each shows the value of its target, which outlives the form, and changes it by store().
class LimitsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit LimitsForm(QWidget *parent = nullptr);

    /// Texts of a field: \a label may have a mnemonic, \a help says what it is for, plain.
    struct Texts {
        QString label, help;
    };

    void addHeading(const QString &text);
    void addSize(const Texts &texts, std::size_t &target, std::size_t most); ///< from 1 byte on
    /// From \a least, 0 or 1 ms, to longestDuration; 0 is off.
    void addDuration(const Texts &texts, std::chrono::milliseconds &target,
        std::chrono::milliseconds least = std::chrono::milliseconds(1));
    void addCount(const Texts &texts, std::size_t &target, int least); ///< 0 is off

    void store();

private:
    void add(const Texts &texts, QWidget *field);
    QuantityBox *addQuantity(
        const Texts &texts, QuantityBox::Kind kind, qint64 now, qint64 least, qint64 most);

    QFormLayout *m_layout = nullptr;
    std::vector<std::function<void()>> m_stores;
};

} // namespace sealcord

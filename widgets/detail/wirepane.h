// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"
#include "core/traffic/trafficrow.h"
#include "widgets/detail/wirefields.h"
#include "widgets/message/hexview.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QTableWidget;

namespace sealcord {

/// A message as it was on the wire: its bytes in the tints of their fields, and what the fields
/// mean. Choosing bytes chooses their field, choosing a field its bytes.
class WirePane final : public QWidget
{
    Q_OBJECT

public:
    explicit WirePane(QWidget *parent = nullptr);

    /// The height with \a rows of bytes above the fields, in pixels.
    [[nodiscard]] int heightOf(int rows) const;
    void setLow(bool isLow); ///< the fields stand beside the bytes, not below

    /// Shows the frame of \a row, a message of \a protocol, which \a memory keeps alive.
    void setMessage(const TrafficRow &row, TrafficMemory memory, Protocol protocol);
    void clear();

    /// Selects the ciphertext of \a range of the plaintext, without a signal.
    void selectPlaintext(ContentRange range);

    [[nodiscard]] HexView *hexView() const { return m_hex; }
    [[nodiscard]] QTableWidget *fieldTable() const { return m_table; }

Q_SIGNALS:
    /// Bytes were chosen; these of the plaintext belong to them, length 0: none.
    void plaintextSelected(quint64 offset, quint64 length);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showFields();
    void addFieldRow(int row, const HexField &shown);
    void takeBytes(ContentRange range);
    void takeField(int row);
    void selectRowOf(std::size_t offset);
    void tellPlaintext(ContentRange range);

    WireFields m_fields;
    QLabel *m_title;
    HexView *m_hex;
    QTableWidget *m_table;
    QBoxLayout *m_bytesAndFields;
};

} // namespace sealcord

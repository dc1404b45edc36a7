// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QString>

namespace sealcord {

class GroupedList;

/// The filter language with an example of each word, which can be tried from here. Not modal.
class FilterHelpPage final : public QDialog
{
    Q_OBJECT

public:
    explicit FilterHelpPage(QWidget *window);

    void showPage();

Q_SIGNALS:
    void chosen(const QString &filter); ///< an example

private:
    void fill();

    GroupedList *m_list = nullptr;
};

} // namespace sealcord

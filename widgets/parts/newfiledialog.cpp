// SPDX-License-Identifier: MIT
#include "widgets/parts/newfiledialog.h"

#include <QFileDialog>

namespace sealcord {

void chooseNewFile(QWidget &window, const NewFileQuestion &question, const TakePath &take)
{
    auto *made = new QFileDialog(&window, question.title);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilters(question.filters);
    made->setAcceptMode(QFileDialog::AcceptSave);
    made->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten
    made->setDefaultSuffix(question.suffix);
    made->selectFile(question.name);
    QObject::connect(made, &QFileDialog::fileSelected, &window, take);
    made->open();
}

} // namespace sealcord

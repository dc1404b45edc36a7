// SPDX-License-Identifier: MIT
#include "widgets/parts/newfiledialog.h"

#include <QFileDialog>

namespace sealcord {

QFileDialog *askForNewFile(QWidget &window, const NewFileQuestion &question)
{
    auto *made = new QFileDialog(&window, question.title);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilters(question.filters);
    made->setAcceptMode(QFileDialog::AcceptSave);
    made->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten
    made->setDefaultSuffix(question.suffix);
    made->selectFile(question.name);
    made->open();
    return made;
}

} // namespace sealcord

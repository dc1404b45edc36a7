// SPDX-License-Identifier: MIT
#include "widgets/recording/recordingdialog.h"

#include "widgets/parts/newfiledialog.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QStringList>

namespace sealcord {

using namespace Qt::StringLiterals;

static QString allFiles()
{
    return QCoreApplication::translate("sealcord::RecordingDialog", "All files (*)");
}

void chooseNewRecording(QWidget &window, const QString &title, const TakePath &take)
{
    const auto *dialog = askForNewFile(window,
        {.title = title,
            .filters = {QCoreApplication::translate(
                            "sealcord::RecordingDialog", "Recordings (*.sealcord)"),
                allFiles()},
            .suffix = u"sealcord"_s,
            .name = QDateTime::currentDateTime().toString(
                u"'sealcord-'yyyyMMdd'-'HHmmss'.sealcord'"_s)});
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, take);
}

void chooseRecording(QWidget &window, const TakePath &take)
{
    QStringList patterns;
    for (const auto ending : recordingEndings)
        patterns += u'*' + ending;
    auto *made = new QFileDialog(
        &window, QCoreApplication::translate("sealcord::RecordingDialog", "Open a recording"));
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilters({QCoreApplication::translate("sealcord::RecordingDialog",
                              "Recordings and their exports as JSON (%1)")
                              .arg(patterns.join(u' ')),
        allFiles()});
    made->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(made, &QFileDialog::fileSelected, &window, take);
    made->open();
}

} // namespace sealcord

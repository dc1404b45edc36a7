// SPDX-License-Identifier: MIT
#include "widgets/recording/recordingdialog.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QStringList>

namespace sealcord {

using namespace Qt::StringLiterals;

static QFileDialog *dialog(
    QWidget &window, const QString &title, const QString &filter, const TakePath &take)
{
    auto *made = new QFileDialog(&window, title);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilters(
        {filter, QCoreApplication::translate("sealcord::RecordingDialog", "All files (*)")});
    QObject::connect(made, &QFileDialog::fileSelected, &window, take);
    return made;
}

void chooseNewRecording(QWidget &window, const QString &title, const TakePath &take)
{
    auto *made = dialog(window, title,
        QCoreApplication::translate("sealcord::RecordingDialog", "Recordings (*.sealcord)"), take);
    made->setAcceptMode(QFileDialog::AcceptSave);
    made->setOption(QFileDialog::DontConfirmOverwrite); // nothing is overwritten
    made->setDefaultSuffix(u"sealcord"_s);
    made->selectFile(
        QDateTime::currentDateTime().toString(u"'sealcord-'yyyyMMdd'-'HHmmss'.sealcord'"_s));
    made->open();
}

void chooseRecording(QWidget &window, const TakePath &take)
{
    QStringList patterns;
    for (const auto ending : recordingEndings)
        patterns += u'*' + ending;
    auto *made =
        dialog(window, QCoreApplication::translate("sealcord::RecordingDialog", "Open a recording"),
            QCoreApplication::translate(
                "sealcord::RecordingDialog", "Recordings and their exports as JSON (%1)")
                .arg(patterns.join(u' ')),
            take);
    made->setFileMode(QFileDialog::ExistingFile);
    made->open();
}

} // namespace sealcord
